import MenuItem from '@mui/material/MenuItem';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';

const buttonsOf = (strip: Element): HTMLElement[] => [...strip.querySelectorAll<HTMLElement>('button')];

/** A row of small buttons as one entry of a menu: up and down lead into it and out of it, left and right along it. */
export function MenuStrip({ label, children }: { label: string; children: ReactNode }) {
  const onFocus = (event: FocusEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget) return;
    const buttons = buttonsOf(event.currentTarget);
    (buttons.find((button) => button.ariaChecked === 'true') ?? buttons[0])?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const buttons = buttonsOf(event.currentTarget);
    const at = buttons.findIndex((button) => button === document.activeElement);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <MenuItem
      role="group"
      aria-label={label}
      disableRipple
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      sx={{ gap: '4px', cursor: 'default', '&, &:hover, &.Mui-focusVisible': { bgcolor: 'transparent' } }}
    >
      {children}
    </MenuItem>
  );
}
