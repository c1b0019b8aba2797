import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { effectCategories } from '../audio/effects/descriptor';
import { effectCatalogue } from '../audio/effects/index';
import type { RackOwner } from '../document/operations';
import { colours } from '../ui/theme';
import { addEffect } from './edit';

const entries = effectCategories.flatMap((category) => [
  { kind: 'heading' as const, category },
  ...effectCatalogue
    .filter((descriptor) => descriptor.category === category)
    .map((descriptor) => ({ kind: 'effect' as const, descriptor })),
]);

/** The menu of effects by category. */
export function AddEffect({ owner }: { owner: RackOwner }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = (): void => setAnchor(null);
  return (
    <>
      <Button
        startIcon={<AddIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Add effect
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
        anchorOrigin={{ vertical: 'top', horizontal: 'left' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { sx: { maxHeight: 'min(640px, calc(100vh - 32px))', width: 420 } } }}
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
                addEffect(owner, entry.descriptor.type, `Add ${entry.descriptor.name}`);
                close();
              }}
            >
              <Box component="span" sx={{ width: 112, flex: 'none' }}>
                {entry.descriptor.name}
              </Box>
              <Box component="span" sx={{ fontSize: 11, color: colours.textDim, whiteSpace: 'normal' }}>
                {entry.descriptor.summary}
              </Box>
            </MenuItem>
          ),
        )}
      </Menu>
    </>
  );
}
