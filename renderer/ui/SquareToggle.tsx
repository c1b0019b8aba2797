import type { CSSProperties, MouseEvent, ReactNode } from 'react';
import './square-toggle.css';

type Props = {
  /** what it does, for the tooltip and the screen reader: "Mute Rain" */
  label: string;
  on: boolean;
  colour: string;
  /** something around it has it on: shown as an outline */
  implied?: boolean;
  /** Tab stops at it */
  tabStop?: boolean;
  onToggle: (event: MouseEvent<HTMLElement>) => void;
  /** a letter or an icon */
  children: ReactNode;
};

/** A square button that stays down: M, S, Ø. Plain CSS: every track has several. */
export function SquareToggle({
  label,
  on,
  colour,
  implied = false,
  tabStop = true,
  onToggle,
  children,
}: Props) {
  return (
    <button
      type="button"
      className="square-toggle"
      aria-label={label}
      aria-pressed={on}
      data-implied={implied}
      tabIndex={tabStop ? 0 : -1}
      title={label}
      style={{ '--on': colour } as CSSProperties}
      onClick={onToggle}
    >
      {children}
    </button>
  );
}
