import CasinoIcon from '@mui/icons-material/CasinoOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { takesOf } from '../document/edits/takes';
import { clipsById } from '../document/select';
import { randomSeed } from '../state/generation';
import { editor } from '../state/session';
import { scatterSelection, useScatter, type ScatterForm } from './scatter';
import { selectedClipIds } from './selection';

type NumberKey = Exclude<keyof ScatterForm, 'takes'>;

/** Name, unit and limits of each number. */
const fields: readonly { key: NumberKey; label: string; min: number; max: number; decimals: number }[] = [
  { key: 'from', label: 'From, s', min: 0, max: 86_400, decimals: 3 },
  { key: 'seconds', label: 'Length, s', min: 0.1, max: 86_400, decimals: 3 },
  { key: 'density', label: 'Copies a minute', min: 0.1, max: 1200, decimals: 2 },
  { key: 'gap', label: 'Least gap, s', min: 0, max: 3600, decimals: 3 },
  { key: 'gainDb', label: 'Gain varies by ± dB', min: 0, max: 24, decimals: 1 },
  { key: 'pitch', label: 'Pitch varies by ± semitones', min: 0, max: 24, decimals: 2 },
];
const seedField = { key: 'seed', label: 'Seed', min: 0, max: 0xffff_ffff, decimals: 0 } as const;

const parse = (
  text: string,
  { min, max, decimals }: Omit<(typeof fields)[number], 'key' | 'label'>,
): number | null => {
  const value = Number(text.trim().replace(',', '.'));
  const whole = decimals > 0 || Number.isInteger(value);
  return text.trim() !== '' && Number.isFinite(value) && whole && value >= min && value <= max ? value : null;
};

/** Asks how copies of the selected clips are scattered in time. */
export function ScatterDialog() {
  const { open, turn, form } = useScatter();
  return (
    <Dialog
      open={open}
      onClose={() => useScatter.setState({ open: false })}
      aria-labelledby="scatter-title"
      maxWidth="xs"
      fullWidth
    >
      <Form key={turn} form={form} />
    </Dialog>
  );
}

function Form({ form }: { form: ScatterForm }) {
  const [texts, setTexts] = useState<Record<NumberKey, string>>(() => {
    const entries = [...fields, seedField].map(({ key, decimals }) => [
      key,
      String(Number(form[key].toFixed(decimals))),
    ]);
    return Object.fromEntries(entries) as Record<NumberKey, string>;
  });
  const [takes, setTakes] = useState(form.takes);
  const stacked = clipsById(editor.document, selectedClipIds()).some((clip) => takesOf(clip).length > 1);
  const set = (key: NumberKey, text: string): void => setTexts((before) => ({ ...before, [key]: text }));
  const values = Object.fromEntries(
    [...fields, seedField].map((field) => [field.key, parse(texts[field.key], field)]),
  );
  const valid = Object.values(values).every((value) => value !== null);

  const input = (field: (typeof fields)[number] | typeof seedField, first = false) => (
    <TextField
      key={field.key}
      autoFocus={first}
      size="small"
      label={field.label}
      value={texts[field.key]}
      error={values[field.key] === null}
      onChange={(event) => set(field.key, event.target.value)}
      onFocus={(event) => event.target.select()}
      slotProps={{ htmlInput: { inputMode: 'decimal' } }}
      sx={{ flex: 1 }}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) scatterSelection({ ...(values as Record<NumberKey, number>), takes });
      }}
    >
      <DialogTitle id="scatter-title">Scatter copies</DialogTitle>
      <DialogContent>
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: '1fr 1fr',
            columnGap: 2,
            rowGap: 2.5,
            alignItems: 'center',
            pt: 1,
          }}
        >
          {fields.map((field, index) => input(field, index === 0))}
          <Box sx={{ display: 'flex', gap: 0.5, alignItems: 'center' }}>
            {input(seedField)}
            <IconButton
              aria-label="Another seed"
              title="Another seed"
              onClick={() => set('seed', String(randomSeed() % 10_000))}
            >
              <CasinoIcon sx={{ fontSize: 18 }} />
            </IconButton>
          </Box>
          <FormControlLabel
            control={
              <Checkbox
                size="small"
                checked={takes && stacked}
                disabled={!stacked}
                onChange={(event) => setTakes(event.target.checked)}
              />
            }
            label="Use all takes"
          />
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={() => useScatter.setState({ open: false })}>Cancel</Button>
        <Button type="submit" variant="contained" color="primary" disabled={!valid}>
          Scatter
        </Button>
      </DialogActions>
    </form>
  );
}
