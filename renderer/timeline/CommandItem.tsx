import Box from '@mui/material/Box';
import MenuItem, { type MenuItemProps } from '@mui/material/MenuItem';
import { Keys } from '../commands/Keys';
import { commandOf } from '../commands/table';

type Props = Omit<MenuItemProps, 'children' | 'onClick'> & {
  id: string;
  close: () => void;
  /** in place of the command's own label */
  name?: string | undefined;
};

/** A command of the table as an entry of a menu, with its key. */
export function CommandItem({ id, close, name, ...rest }: Props) {
  const { label, keys, enabled, run } = commandOf(id);
  return (
    <MenuItem
      {...rest}
      disabled={enabled?.() === false}
      onClick={() => {
        close();
        // After the menu has given the focus back, so that commands which move it have the last word.
        setTimeout(() => void run());
      }}
    >
      <Box component="span" sx={{ flex: 1, pr: 4 }}>
        {name ?? label}
      </Box>
      {keys[0] !== undefined && <Keys value={keys[0]} />}
    </MenuItem>
  );
}
