import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import type { InferenceStatus, ProviderName, Settings } from '../../preload/contract/settings';
import { colours, tabular } from '../ui/theme';

type Provider = InferenceStatus['providers'][number];

export const providerLabels: Record<ProviderName, string> = {
  cpu: 'CPU',
  cuda: 'NVIDIA GPU (CUDA)',
  dml: 'GPU (DirectML)',
  coreml: 'Apple GPU and Neural Engine (Core ML)',
  webgpu: 'GPU (WebGPU)',
};

/** "works, 84 ms", "not on this machine: …": what is known of a provider. */
export function providerNote({ state, detail, milliseconds }: Provider): string {
  const reason = detail === '' ? '' : `: ${detail}`;
  switch (state) {
    case 'works':
      return milliseconds === null ? 'works' : `works, ${Math.round(milliseconds)} ms`;
    case 'untried':
      return 'not tried yet';
    case 'failed':
      return `failed${reason}`;
    case 'unavailable':
      return `not on this machine${reason}`;
  }
}

type Props = {
  chosen: Settings['provider'];
  providers: readonly Provider[];
  inUse: ProviderName | null;
  onChoose: (provider: Settings['provider']) => void;
};

type LineProps = { title: string; note: string; cause?: string | undefined; failed: boolean };

/** `cause`: what the tooltip says, where it is more than the note. */
function Line({ title, note, cause, failed }: LineProps) {
  return (
    <Box component="span" sx={{ display: 'block', py: '3px' }}>
      {title}
      <Box
        component="span"
        title={cause ?? note}
        sx={{
          display: '-webkit-box',
          WebkitLineClamp: 2,
          WebkitBoxOrient: 'vertical',
          overflow: 'hidden',
          overflowWrap: 'anywhere',
          fontSize: 11.5,
          color: failed ? 'error.main' : colours.textDim,
          ...tabular,
        }}
      >
        {note}
      </Box>
    </Box>
  );
}

/** Which processor to use, and what trying each has shown. */
export function ProviderList({ chosen, providers, inUse, onChoose }: Props) {
  return (
    <RadioGroup
      aria-labelledby="settings-inference"
      value={chosen}
      onChange={(_event, value) => onChoose(value as Settings['provider'])}
    >
      <FormControlLabel
        value="auto"
        control={<Radio />}
        sx={{ alignItems: 'flex-start' }}
        label={
          <Line
            title="Automatic"
            note={
              inUse === null
                ? 'the fastest that works here'
                : `the fastest that works here: ${providerLabels[inUse]}`
            }
            failed={false}
          />
        }
      />
      {providers.map((provider) => (
        <FormControlLabel
          key={provider.name}
          value={provider.name}
          disabled={provider.state === 'unavailable'}
          control={<Radio />}
          sx={{ alignItems: 'flex-start' }}
          label={
            <Line
              title={providerLabels[provider.name]}
              note={providerNote(provider)}
              cause={provider.cause}
              failed={provider.state === 'failed'}
            />
          }
        />
      ))}
    </RadioGroup>
  );
}
