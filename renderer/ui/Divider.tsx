import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import Box from '@mui/material/Box';
import { colours } from './theme';

type Props = {
  label: string;
  /** 'vertical': a line between left and right, dragged sideways */
  orientation: 'vertical' | 'horizontal';
  value: number;
  range: readonly [number, number];
  /** +1 when dragging right or down makes the panel larger */
  direction: 1 | -1;
  onChange: (value: number) => void;
};

const KEY_STEP = 16;

/** The line between two panels: one pixel to see, nine to take hold of. */
export function Divider({ label, orientation, value, range, direction, onChange }: Props) {
  const start = useRef<{ pointer: number; value: number } | null>(null);
  const vertical = orientation === 'vertical';
  const change = (next: number): void => onChange(Math.round(Math.min(range[1], Math.max(range[0], next))));

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { pointer: vertical ? event.clientX : event.clientY, value };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (!start.current) return;
    const moved = (vertical ? event.clientX : event.clientY) - start.current.pointer;
    change(start.current.value + direction * moved);
  };
  const release = (): void => {
    start.current = null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const back = vertical ? 'ArrowLeft' : 'ArrowUp';
    const forward = vertical ? 'ArrowRight' : 'ArrowDown';
    if (event.key !== back && event.key !== forward) return;
    event.preventDefault();
    change(value + direction * (event.key === forward ? KEY_STEP : -KEY_STEP));
  };

  return (
    <Box
      role="separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={value}
      aria-valuemin={range[0]}
      aria-valuemax={range[1]}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={onKeyDown}
      sx={{
        position: 'relative',
        flex: 'none',
        zIndex: 2,
        bgcolor: 'divider',
        touchAction: 'none',
        cursor: vertical ? 'col-resize' : 'row-resize',
        [vertical ? 'width' : 'height']: '1px',
        '&::after': {
          content: '""',
          position: 'absolute',
          inset: vertical ? '0 -4px' : '-4px 0',
        },
        '&:hover, &:active, &:focus-visible': { bgcolor: colours.accent, outline: 'none' },
      }}
    />
  );
}
