import ChevronIcon from '@mui/icons-material/ChevronRightRounded';
import Box from '@mui/material/Box';
import MenuItem, { type MenuItemProps } from '@mui/material/MenuItem';
import MenuList from '@mui/material/MenuList';
import Paper from '@mui/material/Paper';
import Popper from '@mui/material/Popper';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { create } from 'zustand';
import { NARROW } from '../state/layout';
import { colours } from '../ui/theme';

/** The submenu that is open, by its label: one at a time. */
const useOpen = create<{ label: string | null }>(() => ({ label: null }));
export const closeSubMenu = (): void => useOpen.setState({ label: null });

type Props = Omit<MenuItemProps, 'children'> & { label: string; children: ReactNode };

/**
 * An entry of a menu that opens another beside it: by pointing at it, by a click, or with the right arrow; the left one
 * and Escape lead back.
 */
export function SubMenu({ label, children, ...rest }: Props) {
  const item = useRef<HTMLLIElement>(null);
  const open = useOpen((state) => state.label === label);
  const show = (): void => useOpen.setState({ label });
  const back = (): void => {
    closeSubMenu();
    item.current?.focus();
  };
  return (
    <>
      <MenuItem
        {...rest}
        ref={item}
        aria-haspopup="menu"
        aria-expanded={open}
        selected={open}
        onClick={show}
        onPointerEnter={() => {
          // Where it lies over the first menu it would come between the pointer and the click.
          if (window.innerWidth >= NARROW) show();
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'ArrowRight') return;
          event.preventDefault();
          show();
        }}
      >
        <Box component="span" sx={{ flex: 1, pr: 4 }}>
          {label}
        </Box>
        <ChevronIcon sx={{ fontSize: 16, mr: '-4px', color: colours.textDim }} />
      </MenuItem>
      {open && (
        <Popper
          open
          anchorEl={item.current}
          // In the first menu's own element: a screen reader is told that nothing outside of it is there.
          container={item.current?.closest<HTMLElement>('.MuiModal-root') ?? null}
          placement="right-start"
          // In a narrow window there is no room beside the first menu: this one lies over it.
          modifiers={[{ name: 'preventOverflow', options: { altAxis: true, padding: 4 } }]}
          onKeyDown={(event) => {
            // The menu before would take the keys for its own.
            event.stopPropagation();
            if (!['ArrowLeft', 'Escape', 'Tab'].includes(event.key)) return;
            event.preventDefault();
            back();
          }}
        >
          <Paper elevation={8} sx={{ maxHeight: 'calc(100vh - 16px)', overflowY: 'auto' }}>
            <MenuList dense autoFocusItem variant="menu" aria-label={label}>
              {children}
            </MenuList>
          </Paper>
        </Popper>
      )}
    </>
  );
}
