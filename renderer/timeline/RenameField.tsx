import { useEffect, useRef } from 'react';
import { colours } from '../ui/theme';

type Props = {
  label: string;
  value: string;
  /** the new name, or null when the person gave up */
  onDone: (name: string | null) => void;
};

/**
 * A name being typed in its place: Enter or leaving the field accepts, Escape gives up; after a key what is named has the
 * focus.
 */
export function RenameField({ label, value, onDone }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (name: string | null): void => {
    // Removing the focused field fires blur once more.
    if (done.current) return;
    done.current = true;
    onDone(name);
  };
  return (
    <input
      ref={field}
      aria-label={label}
      defaultValue={value}
      maxLength={200}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        // Before the field goes, and the focus with it.
        const named = event.currentTarget.closest<HTMLElement>('[tabindex]');
        finish(event.key === 'Enter' ? event.currentTarget.value : null);
        named?.focus({ preventScroll: true });
      }}
      style={{
        width: '100%',
        height: '100%',
        boxSizing: 'border-box',
        padding: '0 4px',
        border: 0,
        borderRadius: 2,
        font: 'inherit',
        color: colours.text,
        background: colours.ground,
        outline: `1px solid ${colours.accent}`,
        outlineOffset: -1,
      }}
    />
  );
}
