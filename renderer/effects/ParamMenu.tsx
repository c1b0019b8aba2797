import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { ParamDescriptor } from '../audio/effects/descriptor';
import { showLane } from '../document/edits/automation';
import { addModulator } from '../document/edits/racks';
import type { RackOwner } from '../document/operations';
import { editor } from '../state/session';
import { setParams } from './edit';

type Props = {
  owner: RackOwner;
  effectId: string;
  name: string;
  param: ParamDescriptor;
  anchor: HTMLElement | null;
  onClose: () => void;
};

/** What can be done with a parameter besides moving it. */
export function ParamMenu({ owner, effectId, name, param, anchor, onClose }: Props) {
  const target = `effect:${effectId}:${param.key}`;
  const choose = (act: () => void) => (): void => {
    onClose();
    act();
  };
  const moves = param.kind === 'number' && !param.structural;
  return (
    <Menu anchorEl={anchor} open={anchor !== null} onClose={onClose}>
      <MenuItem onClick={choose(() => setParams(owner, effectId, { [param.key]: param.default }, name))}>
        Reset to default
      </MenuItem>
      <MenuItem
        disabled={!moves}
        onClick={choose(() => editor.dispatch('Show automation', showLane(editor.document, owner, target)))}
      >
        Show automation
      </MenuItem>
      <MenuItem
        disabled={!moves}
        onClick={choose(() =>
          editor.dispatch('Add LFO', addModulator(editor.document, owner, 'lfo', target)),
        )}
      >
        Move with an LFO
      </MenuItem>
      <MenuItem
        disabled={!moves}
        onClick={choose(() =>
          editor.dispatch('Add envelope follower', addModulator(editor.document, owner, 'follower', target)),
        )}
      >
        Move with the level of the sound
      </MenuItem>
    </Menu>
  );
}
