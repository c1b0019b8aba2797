import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { StageName } from '../../preload/contract/sound';
import { forgetJob, useSounds, type Job } from '../state/sounds';
import { colours, tabular } from '../ui/theme';
import { cancelJob, retry } from './jobs';
import { TakeRow, TakeSkeleton } from './TakeRow';

export const stageWords: Record<StageName, string> = {
  queued: 'Waiting in the queue',
  loading: 'Loading the models',
  text: 'Reading the prompt',
  generator: 'Generating',
  decoder: 'Decoding',
  vocoder: 'Rendering audio',
  checking: 'Checking',
  storing: 'Storing',
};

function Progress({ job }: { job: Job }) {
  const [cancelling, setCancelling] = useState(false);
  return (
    <Box sx={{ px: 1.5, pb: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', fontSize: 12, color: 'text.secondary', ...tabular }}>
        <Box component="span" sx={{ flex: 1 }}>
          {cancelling ? 'Cancelling…' : `${stageWords[job.stage]}…`}
        </Box>
        <Button
          disabled={cancelling}
          onClick={() => {
            setCancelling(true);
            void cancelJob(job.request.jobId);
          }}
          sx={{ minHeight: 24, py: 0, mr: -1, fontSize: 12 }}
        >
          Cancel
        </Button>
      </Box>
      <LinearProgress
        aria-label={`Generating ${job.request.prompt}`}
        variant={job.stage === 'queued' || job.stage === 'loading' ? 'indeterminate' : 'determinate'}
        value={job.fraction * 100}
      />
    </Box>
  );
}

function Failure({ job }: { job: Job }) {
  if (!job.error) return null;
  const { message, remedy } = job.error;
  return (
    <Alert severity="error" variant="outlined" sx={{ mx: 1.5, mb: 1, px: 1.25, py: 0.25, fontSize: 12.5 }}>
      {message}
      {remedy !== undefined && <Box sx={{ color: 'text.secondary' }}>{remedy}</Box>}
      <Button
        variant="outlined"
        onClick={() => {
          forgetJob(job.request.jobId);
          void retry(job.request);
        }}
        sx={{ mt: 0.75 }}
      >
        Try again
      </Button>
    </Alert>
  );
}

/** One press of Generate: how it goes, and its takes. */
export function JobTakes({ job }: { job: Job }) {
  const { request, takes, state } = job;
  const sounds = useSounds((known) => known.sounds);
  const keysActive = useSounds((known) => known.activeJobId === request.jobId);
  const makeActive = (): void => {
    if (!keysActive) useSounds.setState({ activeJobId: request.jobId });
  };
  return (
    <Box onPointerDownCapture={makeActive} onFocusCapture={makeActive}>
      {state === 'running' && <Progress job={job} />}
      <Failure job={job} />
      {state === 'cancelled' && (
        <Typography variant="body2" sx={{ px: 1.5, pb: 0.75, color: colours.textFaint }}>
          Cancelled
        </Typography>
      )}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {takes.map((soundId, index) => {
          const sound = soundId === null ? undefined : sounds[soundId];
          if (sound) return <TakeRow key={sound.id} sound={sound} index={index} keysActive={keysActive} />;
          return state === 'running' ? <TakeSkeleton key={index} index={index} /> : null;
        })}
      </Box>
    </Box>
  );
}
