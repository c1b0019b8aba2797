import Box from '@mui/material/Box';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import type { Track } from '../../preload/contract/document';
import { groupsFor, setOutput } from '../document/edits/routing';
import { trackById } from '../document/select';
import { editor, useDocument } from '../state/session';
import { colours } from '../ui/theme';
import { groupTrack } from './actions';
import { rowButton } from './StripInserts';

/** What the strip plays into: the master or a group. */
export function StripOutput({ track }: { track: Track }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const group = useDocument((document) =>
    track.groupId === null ? null : (trackById(document, track.groupId)?.name ?? null),
  );
  const choose = (act: () => void) => (): void => {
    setAnchor(null);
    act();
  };
  const into = (groupId: string | null): void =>
    editor.dispatch('Output', setOutput(editor.document, track.id, groupId));
  const groups = anchor ? groupsFor(editor.document, track.id) : [];
  return (
    <>
      <Box
        component="button"
        type="button"
        aria-haspopup="menu"
        aria-label={`Output of ${track.name}: ${group ?? 'Master'}`}
        title={`Plays into ${group ?? 'the master'}`}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          ...rowButton,
          width: '100%',
          px: '6px',
          color: colours.textDim,
          borderTop: `1px solid ${colours.line}`,
        }}
      >
        → {group ?? 'Master'}
      </Box>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem selected={track.groupId === null} onClick={choose(() => into(null))}>
          Master
        </MenuItem>
        {groups.map(({ id, name }) => (
          <MenuItem key={id} selected={track.groupId === id} onClick={choose(() => into(id))}>
            {name}
          </MenuItem>
        ))}
        <MenuItem onClick={choose(() => groupTrack(track.id))}>New group around it</MenuItem>
      </Menu>
    </>
  );
}
