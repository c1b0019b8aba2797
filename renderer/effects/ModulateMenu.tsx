import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import type { Modulator } from '../../preload/contract/document';
import { addModulator } from '../document/edits/racks';
import type { RackOwner } from '../document/operations';
import { targetsOf } from '../state/automation-targets';
import { editor } from '../state/session';
import { colours } from '../ui/theme';

const kinds: readonly { type: Modulator['type']; name: string; summary: string }[] = [
  { type: 'lfo', name: 'LFO', summary: 'Moves a parameter to and fro.' },
  { type: 'follower', name: 'Envelope follower', summary: 'Moves a parameter with the level of the sound.' },
];

/** Adds what moves a parameter by itself: of the last effect, or else the volume; its card lets another be chosen. */
export function ModulateMenu({ owner }: { owner: RackOwner }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const add = (type: Modulator['type'], name: string): void => {
    setAnchor(null);
    const targets = targetsOf(editor.document, owner);
    const last = targets.at(-1)?.target ?? 'volume';
    const effect = last.startsWith('effect:') ? last.slice(0, last.lastIndexOf(':')) : null;
    const target =
      targets.find((one) => effect !== null && one.target.startsWith(effect))?.target ?? 'volume';
    editor.dispatch(`Add ${name}`, addModulator(editor.document, owner, type, target));
  };
  return (
    <>
      <Button
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Modulate
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {kinds.map(({ type, name, summary }) => (
          <MenuItem key={type} onClick={() => add(type, name)}>
            <Box component="span" sx={{ width: 128, flex: 'none' }}>
              {name}
            </Box>
            <Box component="span" sx={{ fontSize: 11, color: colours.textDim }}>
              {summary}
            </Box>
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
