import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Tooltip from '@mui/material/Tooltip';
import type { InferenceStatus } from '../../preload/contract/settings';
import { useInference } from '../state/inference';
import { colours, tabular } from '../ui/theme';
import { openDialog } from '../state/dialogs';

const states: Record<InferenceStatus['state'], { word: string; colour: string }> = {
  idle: { word: 'models not loaded', colour: colours.textFaint },
  loading: { word: 'loading models…', colour: colours.warning },
  ready: { word: 'ready', colour: colours.success },
  working: { word: 'generating…', colour: colours.accent },
  down: { word: 'restarting…', colour: colours.error },
};

/** "0.12 s for 5 s", "0.40 s for 4 × 5 s". `seconds` is the length of each take. */
export function generationTime({
  milliseconds,
  seconds,
  takes,
}: NonNullable<InferenceStatus['lastGeneration']>): string {
  const wall = milliseconds / 1000;
  return `${wall.toFixed(wall < 10 ? 2 : 1)} s for ${takes > 1 ? `${takes} × ` : ''}${Number(seconds.toFixed(2))} s`;
}

/** Where sounds are made and how fast the last one was. */
export function DeviceChip() {
  const status = useInference((state) => state.status);
  if (!status) return null;
  const { word, colour } = states[status.state];
  const device = status.device === '' ? 'Models' : status.device;
  const settled = status.state === 'ready' || status.state === 'working';
  const last = status.lastGeneration ? generationTime(status.lastGeneration) : null;
  const detail = settled && last !== null ? last : word;
  const tip = status.error ?? `${device}: ${word}. Click for inference settings.`;
  return (
    <Tooltip title={tip}>
      <ButtonBase
        onClick={() => openDialog('settings')}
        aria-label={`${device}, ${word}${last === null ? '' : `, last generation ${last}`}. Open settings`}
        sx={{
          height: 28,
          px: 1,
          gap: 0.75,
          minWidth: 0,
          justifyContent: 'flex-start',
          overflow: 'hidden',
          borderRadius: 1,
          fontSize: 12,
          color: 'text.secondary',
          whiteSpace: 'nowrap',
          ...tabular,
          '&:hover': { bgcolor: 'action.hover', color: 'text.primary' },
        }}
      >
        <Box
          aria-hidden
          sx={{
            width: 7,
            height: 7,
            flex: 'none',
            borderRadius: '50%',
            bgcolor: colour,
            '@keyframes pulse': { '50%': { opacity: 0.35 } },
            animation:
              status.state === 'working' || status.state === 'loading' ? 'pulse 0.9s infinite' : 'none',
          }}
        />
        {status.device !== '' && (
          <Box component="span" aria-hidden sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
            {device}
          </Box>
        )}
        <Box
          component="span"
          aria-hidden
          sx={{ color: colours.textFaint, '@media (max-width: 1150px)': { display: 'none' } }}
        >
          {detail}
        </Box>
      </ButtonBase>
    </Tooltip>
  );
}
