import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { memo, useMemo, useState } from 'react';
import type { Send, Track } from '../../preload/contract/document';
import { changeSend, removeSend, returnsFor } from '../document/edits/routing';
import { trackById } from '../document/select';
import { useAutomated } from '../state/automated-value';
import { volumeRange } from '../state/automation-targets';
import { editor, useDocument } from '../state/session';
import { Knob } from '../ui/Knob';
import { colours } from '../ui/theme';
import { ValueField } from '../ui/ValueField';
import { formatValue, type ValueRange } from '../ui/valueRange';
import { sendTo, sendToNew } from './actions';
import { sendLevelEdit } from './sendEdit';
import { heading, rowButton } from './StripInserts';

/** A send's knob resets to unity like a fader, not to the level that new sends have. */
const levelRange: ValueRange = volumeRange;

function SendRow({ track, send }: { track: Track; send: Send }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const name = useDocument((document) => trackById(document, send.returnId)?.name ?? 'Return');
  const edit = useMemo(() => sendLevelEdit(track.id, send.id), [track.id, send.id]);
  const { value, automated } = useAutomated(track.id, `send:${send.id}`, levelRange, send.levelDb);
  const label = `Send of ${track.name} to ${name}`;
  const change = (step: string, changes: Parameters<typeof changeSend>[3]): void => {
    editor.dispatch(step, changeSend(editor.document, track.id, send.id, changes));
    setAnchor(null);
  };
  return (
    <Box sx={{ display: 'flex', alignItems: 'center' }}>
      <Box title={`${name}: ${formatValue(levelRange, value)}`}>
        <Knob label={label} range={levelRange} value={value} edit={edit} size={24} disabled={send.muted} />
      </Box>
      <Box
        component="button"
        type="button"
        aria-haspopup="menu"
        aria-label={`${label}, options`}
        title={`${name}, ${send.pre ? 'before' : 'after'} the fader${send.muted ? ', muted' : ''}`}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ ...rowButton, flex: 1, pl: '3px', color: send.muted ? colours.textFaint : colours.text }}
      >
        {name}
      </Box>
      {(send.pre || send.muted) && (
        <Box component="span" aria-hidden="true" sx={{ fontSize: 9.5, color: colours.textDim, pr: '4px' }}>
          {send.muted ? 'off' : 'pre'}
        </Box>
      )}
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 2, py: 0.5, fontSize: 12.5 }}>
          Level
          <ValueField
            label={`${label}, level`}
            range={levelRange}
            value={value}
            edit={edit}
            automated={automated}
            width={72}
          />
        </Box>
        <MenuItem onClick={() => change('Send before or after the fader', { pre: !send.pre })}>
          {send.pre ? 'Take after the fader' : 'Take before the fader'}
        </MenuItem>
        <MenuItem onClick={() => change(send.muted ? 'Unmute send' : 'Mute send', { muted: !send.muted })}>
          {send.muted ? 'Unmute send' : 'Mute send'}
        </MenuItem>
        <MenuItem
          onClick={() => {
            setAnchor(null);
            editor.dispatch('Remove send', removeSend(editor.document, track.id, send.id));
          }}
        >
          Remove send
        </MenuItem>
      </Menu>
    </Box>
  );
}

/** Where copies of the track go, and how loud. */
export const StripSends = memo(function StripSends({ track }: { track: Track }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const choose = (act: () => void) => (): void => {
    setAnchor(null);
    act();
  };
  const free = anchor ? returnsFor(editor.document, track.id) : [];
  return (
    <Box role="group" aria-label={`Sends of ${track.name}`}>
      <Box sx={heading}>Sends</Box>
      {track.sends.map((send) => (
        <SendRow key={send.id} track={track} send={send} />
      ))}
      <Box
        component="button"
        type="button"
        aria-haspopup="menu"
        aria-label={`Add send to ${track.name}`}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ ...rowButton, width: '100%', pl: '6px', color: colours.textDim }}
      >
        Add…
      </Box>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {free.map(({ id, name }) => (
          <MenuItem key={id} onClick={choose(() => sendTo(track.id, id))}>
            {name}
          </MenuItem>
        ))}
        {free.length > 0 && <Divider />}
        <MenuItem onClick={choose(() => sendToNew(track.id))}>New return</MenuItem>
      </Menu>
    </Box>
  );
});
