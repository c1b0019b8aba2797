import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useId, useState, type ReactNode } from 'react';
import { tabular } from '../ui/theme';

const LABEL_WIDTH = 92;

/** A line of the dialog: what it is about, and its controls. */
export function Row({ label, id, children }: { label: string; id?: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', minHeight: 36 }}>
      <Typography
        id={id}
        variant="body2"
        color="text.secondary"
        sx={{ width: LABEL_WIDTH, flex: 'none', pt: 0.75 }}
      >
        {label}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, minWidth: 0, flex: 1 }}>
        {children}
      </Box>
    </Box>
  );
}

export type Option<V> = { value: V; label: string; disabled?: boolean };

type ChoiceProps<V> = {
  label: string;
  value: V;
  options: readonly Option<V>[];
  onChange: (value: V) => void;
};

/** A few values side by side. */
export function Choice<V extends string | number>({ label, value, options, onChange }: ChoiceProps<V>) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={value}
      aria-label={label}
      onChange={(_, next: V | null) => {
        if (next !== null) onChange(next);
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} value={option.value} disabled={option.disabled === true}>
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** One value of a longer list. */
export function Pick<V extends string | number>({ label, value, options, onChange }: ChoiceProps<V>) {
  const id = useId();
  return (
    <Select<V>
      value={value}
      inputProps={{ id, 'aria-label': label }}
      SelectDisplayProps={{ 'aria-label': label }}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <MenuItem key={option.value} value={option.value} disabled={option.disabled === true}>
          {option.label}
        </MenuItem>
      ))}
    </Select>
  );
}

type TickProps = { label: string; checked: boolean; onChange: (checked: boolean) => void };

/** Something that is done or not. */
export function Tick({ label, checked, onChange }: TickProps) {
  return (
    <FormControlLabel
      label={label}
      sx={{ mr: 0.5, ml: -0.75 }}
      control={
        <Checkbox checked={checked} sx={{ p: 0.5 }} onChange={(event) => onChange(event.target.checked)} />
      }
    />
  );
}

type FigureProps = {
  label: string;
  value: number;
  unit: string;
  min: number;
  max: number;
  onChange: (value: number) => void;
};

/** A number to type; what is out of range is brought into it when the field is left. */
export function Figure({ label, value, unit, min, max, onChange }: FigureProps) {
  const [typing, setTyping] = useState<string | null>(null);
  const accept = (): void => {
    const number = Number(typing?.replace(',', '.').replace('−', '-'));
    if (typing !== null && typing.trim() !== '' && Number.isFinite(number)) {
      onChange(Math.min(max, Math.max(min, number)));
    }
    setTyping(null);
  };
  return (
    <OutlinedInput
      size="small"
      value={typing ?? String(value).replace('-', '−')}
      inputProps={{ 'aria-label': label, inputMode: 'decimal', style: { textAlign: 'right' } }}
      endAdornment={
        <Typography variant="caption" sx={{ pr: 1, whiteSpace: 'nowrap' }}>
          {unit}
        </Typography>
      }
      sx={{ width: 62 + unit.length * 7, p: 0, '& input': { pr: 0.75 }, ...tabular }}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyping(event.target.value)}
      onBlur={accept}
      onKeyDown={(event) => {
        if (event.key === 'Enter') accept();
      }}
    />
  );
}
