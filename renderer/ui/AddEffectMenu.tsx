import Box from '@mui/material/Box';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { effectCategories } from '../audio/effects/descriptor';
import { effectCatalogue } from '../audio/effects/index';
import type { RackOwner } from '../document/operations';
import { addEffect } from '../state/racks';
import { colours } from './theme';

const entries = effectCategories.flatMap((category) => [
  { kind: 'heading' as const, category },
  ...effectCatalogue
    .filter((descriptor) => descriptor.category === category)
    .map((descriptor) => ({ kind: 'effect' as const, descriptor })),
]);

type Props = { owner: RackOwner; anchor: HTMLElement | null; onClose: () => void };

/** Every effect there is, by category; the chosen one goes behind the last of the rack. */
export function AddEffectMenu({ owner, anchor, onClose }: Props) {
  return (
    <Menu
      anchorEl={anchor}
      open={anchor !== null}
      onClose={onClose}
      anchorOrigin={{ vertical: 'top', horizontal: 'left' }}
      transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{ paper: { sx: { maxHeight: 'min(640px, calc(100vh - 32px))', width: 480 } } }}
    >
      {entries.map((entry) =>
        entry.kind === 'heading' ? (
          <ListSubheader
            key={entry.category}
            disableSticky
            sx={{ fontSize: 11, lineHeight: '24px', bgcolor: 'transparent', color: colours.textFaint }}
          >
            {entry.category}
          </ListSubheader>
        ) : (
          <MenuItem
            key={entry.descriptor.type}
            onClick={() => {
              addEffect(owner, entry.descriptor.type);
              onClose();
            }}
          >
            <Box component="span" sx={{ width: 124, flex: 'none', whiteSpace: 'normal' }}>
              {entry.descriptor.name}
            </Box>
            <Box component="span" sx={{ fontSize: 11, color: colours.textDim, whiteSpace: 'normal' }}>
              {entry.descriptor.summary}
            </Box>
          </MenuItem>
        ),
      )}
    </Menu>
  );
}
