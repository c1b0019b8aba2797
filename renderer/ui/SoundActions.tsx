import type { ReactNode } from 'react';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import MoreIcon from '@mui/icons-material/MoreHorizRounded';
import PlaceIcon from '@mui/icons-material/PlaylistAddRounded';
import StarIcon from '@mui/icons-material/StarRounded';
import StarOutlineIcon from '@mui/icons-material/StarBorderRounded';
import type { Sound } from '../../preload/contract/sound';
import { revealFile } from '../state/outgoing';
import { placeAtPlayhead, setStarred } from '../state/sound-actions';
import { DragOut } from './DragOut';
import { colours } from './theme';

/** Where a menu opens, in CSS pixels of the window. */
export type MenuPlace = { left: number; top: number };

type Props = {
  sound: Sound;
  /** for the screen reader: "take 3" */
  name: string;
  /** where its menu is open; null: nowhere. Kept by the row, which opens it too. */
  menuAt: MenuPlace | null;
  onMenu: (at: MenuPlace | null) => void;
  /** what only this list does with its sounds: menu items; `choose` closes the menu and acts */
  own: (choose: (act: () => void) => void) => ReactNode;
  /** side of the grip for dragging out, CSS pixels */
  gripSize?: number;
};

/** What can be done with a sound wherever it is listed: star it, place it, drag it out, and a menu with the rest. */
export function SoundActions({ sound, name, menuAt, onMenu, own, gripSize = 24 }: Props) {
  const { recipe, starred } = sound;
  const choose = (act: () => void): void => {
    onMenu(null);
    act();
  };
  return (
    <>
      <Tooltip title={starred ? 'Starred' : 'Star'}>
        <IconButton
          aria-label={`Star ${name}`}
          aria-pressed={starred}
          onClick={() => void setStarred(sound, !starred)}
        >
          {starred ? (
            <StarIcon sx={{ fontSize: 17, color: colours.star }} />
          ) : (
            <StarOutlineIcon sx={{ fontSize: 17 }} />
          )}
        </IconButton>
      </Tooltip>
      <Tooltip title="Place at the playhead">
        <IconButton aria-label={`Place ${name} at the playhead`} onClick={() => placeAtPlayhead(sound)}>
          <PlaceIcon sx={{ fontSize: 17 }} />
        </IconButton>
      </Tooltip>
      <DragOut outgoing={() => ({ kind: 'sound', sound })} name={name} size={gripSize} />
      <IconButton
        aria-label={`More for ${name}`}
        aria-haspopup="menu"
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          onMenu({ left, top: bottom });
        }}
      >
        <MoreIcon sx={{ fontSize: 17 }} />
      </IconButton>
      <Menu
        open={menuAt !== null}
        onClose={() => onMenu(null)}
        anchorReference="anchorPosition"
        {...(menuAt ? { anchorPosition: menuAt } : {})}
      >
        <MenuItem onClick={() => choose(() => placeAtPlayhead(sound))}>Place at the playhead</MenuItem>
        {recipe && (
          <MenuItem onClick={() => choose(() => void navigator.clipboard.writeText(recipe.prompt))}>
            Copy the prompt
          </MenuItem>
        )}
        <MenuItem onClick={() => choose(() => void revealFile({ kind: 'sound', sound }))}>
          Show as a file in its folder
        </MenuItem>
        <Divider />
        {own(choose)}
      </Menu>
    </>
  );
}
