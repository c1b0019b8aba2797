import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import ToggleButton from '@mui/material/ToggleButton';
import Tooltip from '@mui/material/Tooltip';
import DiceIcon from '@mui/icons-material/CasinoOutlined';
import LockIcon from '@mui/icons-material/LockOutlined';
import LoopIcon from '@mui/icons-material/AllInclusiveRounded';
import UnlockIcon from '@mui/icons-material/LockOpenOutlined';
import { DURATION_MAX_S, DURATION_MIN_S, TAKES_MAX } from '../../preload/contract/sound';
import { withKeys } from '../commands/Keys';
import { colours, tabular } from '../ui/theme';
import { ValueField } from '../ui/ValueField';
import type { ValueEdit, ValueRange } from '../ui/valueRange';
import { randomSeed } from '../state/generation';
import { parseSeed, useForm, type GenerateForm } from './form';
import { generateFromForm } from './jobs';

const durationRange: ValueRange = {
  min: DURATION_MIN_S,
  max: DURATION_MAX_S,
  default: 4,
  scale: 'log',
  decimals: 2,
  unit: 's',
};
const takesRange: ValueRange = { min: 1, max: TAKES_MAX, default: 4, scale: 'linear', decimals: 0, unit: '' };

/** A value of the form; not part of the document, so a drag leaves no undo step. */
function editOf(key: 'duration' | 'takes'): ValueEdit {
  const set = (value: number): void => useForm.setState({ [key]: value } as Partial<GenerateForm>);
  return {
    begin: () => {
      const before = useForm.getState()[key];
      return { preview: set, commit: () => undefined, cancel: () => set(before) };
    },
    set,
  };
}
const durationEdit = editOf('duration');
const takesEdit = editOf('takes');

const label = { fontSize: 12, color: 'text.secondary' } as const;
const field = {
  bgcolor: colours.raised,
  border: `1px solid ${colours.line}`,
  borderRadius: 1,
  '&:hover, &:focus-within': { borderColor: colours.outline },
} as const;

function SeedField() {
  const seed = useForm((form) => form.seed);
  const locked = useForm((form) => form.seedLocked);
  const [typing, setTyping] = useState<string | null>(null);
  const accept = (): void => {
    const typed = typing === null ? null : parseSeed(typing);
    // A seed that someone types is one they want: it stays.
    if (typed !== null && typed !== seed) useForm.setState({ seed: typed, seedLocked: true });
    setTyping(null);
  };
  return (
    <Box sx={{ ...field, display: 'flex', alignItems: 'center', pl: 1 }}>
      <InputBase
        value={typing ?? String(seed)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyping(event.target.value)}
        onBlur={accept}
        onKeyDown={(event) => {
          if (event.key === 'Enter') accept();
          if (event.key === 'Escape') setTyping(null);
        }}
        sx={{ fontSize: 12, width: 78, color: locked ? 'text.primary' : 'text.secondary', ...tabular }}
        slotProps={{
          input: { 'aria-label': 'Seed', inputMode: 'numeric', style: { padding: 0, height: 26 } },
        }}
      />
      <Tooltip title="Another seed">
        <IconButton aria-label="Another seed" onClick={() => useForm.setState({ seed: randomSeed() })}>
          <DiceIcon sx={{ fontSize: 16 }} />
        </IconButton>
      </Tooltip>
      <Tooltip title={locked ? 'Locked: the same seed every time' : 'Unlocked: a new seed every time'}>
        <IconButton
          aria-label="Keep the seed"
          aria-pressed={locked}
          onClick={() => useForm.setState({ seedLocked: !locked })}
          sx={locked ? { color: 'primary.main', '&:hover': { color: 'primary.main' } } : {}}
        >
          {locked ? <LockIcon sx={{ fontSize: 16 }} /> : <UnlockIcon sx={{ fontSize: 16 }} />}
        </IconButton>
      </Tooltip>
    </Box>
  );
}

/** Length, takes, loop and seed, and the button that makes sounds of them. */
export function FormControls() {
  const duration = useForm((form) => form.duration);
  const takes = useForm((form) => form.takes);
  const loop = useForm((form) => form.loop);
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box component="span" sx={label}>
          Length
        </Box>
        <Box sx={field}>
          <ValueField
            label="Length in seconds"
            range={durationRange}
            value={duration}
            edit={durationEdit}
            width={58}
          />
        </Box>
        <Box component="span" sx={{ ...label, ml: 0.5 }}>
          Takes
        </Box>
        <Box sx={field}>
          <ValueField label="Number of takes" range={takesRange} value={takes} edit={takesEdit} width={30} />
        </Box>
        <Tooltip title="Seamless: made without start or end, to be repeated">
          <ToggleButton
            value="loop"
            selected={loop}
            onChange={() => useForm.setState({ loop: !loop })}
            aria-label="Seamless loop"
            sx={{ ml: 'auto', gap: 0.5, minHeight: 26, py: 0 }}
          >
            <LoopIcon sx={{ fontSize: 16 }} />
            Loop
          </ToggleButton>
        </Tooltip>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box component="span" sx={label}>
          Seed
        </Box>
        <SeedField />
        <Tooltip describeChild title={withKeys('Enter in the prompt, or from anywhere', 'Mod+Enter')}>
          <Button
            variant="contained"
            color="primary"
            onClick={() => generateFromForm()}
            sx={{ ml: 'auto', flex: 1, maxWidth: 140, fontWeight: 650 }}
          >
            Generate
          </Button>
        </Tooltip>
      </Box>
    </Box>
  );
}
