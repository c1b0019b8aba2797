import Box from '@mui/material/Box';
import InputBase from '@mui/material/InputBase';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { colours, tabular } from './theme';
import { useValueDrag } from './useValueDrag';
import { formatValue, parseValue, type ValueEdit, type ValueRange } from './valueRange';

type Props = {
  /** what it is, for the screen reader: "Volume of Rain" */
  label: string;
  range: ValueRange;
  value: number;
  edit: ValueEdit;
  width?: number;
  disabled?: boolean;
  /** shows the figure without its unit, where there is no room */
  short?: boolean;
  /** an automation lane says what it shows */
  automated?: boolean;
};

/** A number to drag up and down, or to click and type. */
export function ValueField({
  label,
  range,
  value,
  edit,
  width = 64,
  disabled = false,
  short = false,
  automated = false,
}: Props) {
  const [typing, setTyping] = useState<string | null>(null);
  const focusReturns = useRef(false);
  const shown = formatValue(range, value);
  const { onDoubleClick: _typed, ...drag } = useValueDrag({
    range,
    value,
    edit,
    disabled,
    onPress: () => setTyping(shown),
    // Fields stand in forms and panels that scroll.
    wheel: false,
  });

  // What was typed into is gone once it is accepted: without this the next keys would go nowhere.
  useEffect(() => {
    if (typing !== null || !focusReturns.current) return;
    focusReturns.current = false;
    drag.ref.current?.focus();
  }, [typing, drag.ref]);

  const accept = (text: string): void => {
    const next = parseValue(range, text);
    setTyping(null);
    if (next !== null && next !== value) edit.set(next, 'typed');
  };

  if (typing !== null) {
    return (
      <InputBase
        autoFocus
        value={typing}
        inputProps={{ 'aria-label': label, style: { textAlign: 'center', padding: 0, height: 22 } }}
        sx={{ width, fontSize: 11.5, bgcolor: colours.ground, borderRadius: 0.5, ...tabular }}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyping(event.target.value)}
        onBlur={() => accept(typing)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          focusReturns.current = true;
          if (event.key === 'Enter') accept(typing);
          else setTyping(null);
        }}
      />
    );
  }

  return (
    <Box
      role="spinbutton"
      tabIndex={disabled ? -1 : 0}
      aria-label={label}
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      aria-valuenow={value}
      aria-valuetext={shown}
      aria-disabled={disabled}
      {...(automated && { title: `${shown}, as its automation lane says` })}
      {...drag}
      onKeyDown={(event: KeyboardEvent) => {
        if (!disabled && (event.key === 'Enter' || /^[\d.,-]$/.test(event.key))) {
          event.preventDefault();
          event.stopPropagation();
          setTyping(event.key === 'Enter' ? shown : event.key);
        } else drag.onKeyDown(event);
      }}
      sx={{
        width,
        height: 24,
        lineHeight: '24px',
        textAlign: 'center',
        fontSize: 11.5,
        whiteSpace: 'nowrap',
        color: disabled ? colours.textFaint : automated ? colours.accent : colours.text,
        borderRadius: 0.5,
        cursor: disabled ? 'default' : 'ns-resize',
        touchAction: 'none',
        '&:hover': disabled ? {} : { bgcolor: colours.hover },
        ...tabular,
      }}
    >
      {short ? shown.replace(/ \D+$/, '') : shown}
    </Box>
  );
}
