import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import LinearProgress from '@mui/material/LinearProgress';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import AgainIcon from '@mui/icons-material/ReplayRounded';
import CloseIcon from '@mui/icons-material/CloseRounded';
import type { StageName } from '../../preload/contract/sound';
import { forgetJob, useSounds, type Job } from '../state/sounds';
import { formatSeconds } from '../ui/format';
import { colours, tabular } from '../ui/theme';
import { cancelJob, generateAgain, retry } from './jobs';
import { TakeRow, TakeSkeleton } from './TakeRow';

export const stageWords: Record<StageName, string> = {
  queued: 'Waiting in the queue',
  loading: 'Loading the models',
  text: 'Reading the prompt',
  generator: 'Imagining',
  decoder: 'Decoding',
  vocoder: 'Voicing',
  checking: 'Checking',
  storing: 'Storing',
};

function Progress({ job }: { job: Job }) {
  const { jobId } = job.request;
  const [cancelling, setCancelling] = useState(false);
  return (
    <Box sx={{ px: 1.5, pb: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', fontSize: 12, color: 'text.secondary', ...tabular }}>
        <Box component="span" sx={{ flex: 1 }}>
          {cancelling ? 'Cancelling…' : `${stageWords[job.stage]}…`}
        </Box>
        <Button
          size="small"
          disabled={cancelling}
          onClick={() => {
            setCancelling(true);
            void cancelJob(jobId);
          }}
          sx={{ minHeight: 24, fontSize: 12 }}
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

/** One press of Generate: its prompt, how it goes, and its takes. */
export function JobGroup({ job }: { job: Job }) {
  const { request, takes, state } = job;
  const sounds = useSounds((known) => known.sounds);
  const keysActive = useSounds((known) => known.activeJobId === request.jobId);
  const missing = state === 'running';
  return (
    <Box
      component="section"
      aria-label={`Takes of ${request.prompt}`}
      onPointerDownCapture={() => useSounds.setState({ activeJobId: request.jobId })}
      onFocusCapture={() => useSounds.setState({ activeJobId: request.jobId })}
      sx={{ borderTop: 1, borderColor: 'divider', pb: 0.5 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5, pl: 1.5, pr: 1, pt: 0.75, pb: 0.5 }}>
        <Box sx={{ flex: 1, minWidth: 0, pt: '3px' }}>
          <Typography
            variant="body1"
            title={request.prompt}
            sx={{
              lineHeight: 1.35,
              fontWeight: 550,
              overflowWrap: 'anywhere',
              display: '-webkit-box',
              WebkitLineClamp: 2,
              WebkitBoxOrient: 'vertical',
              overflow: 'hidden',
              color: keysActive ? 'text.primary' : 'text.secondary',
            }}
          >
            {request.prompt}
          </Typography>
        </Box>
        <Box sx={{ pt: '5px', fontSize: 11, color: colours.textFaint, whiteSpace: 'nowrap', ...tabular }}>
          {request.loop ? 'loop, ' : ''}
          {formatSeconds(request.duration)}
        </Box>
        <Tooltip title="Generate again with other seeds">
          <IconButton
            aria-label="Generate again with other seeds"
            onClick={() => void generateAgain(request)}
          >
            <AgainIcon sx={{ fontSize: 16 }} />
          </IconButton>
        </Tooltip>
        {!missing && (
          <Tooltip title="Remove from this list; the library keeps the sounds">
            <IconButton
              aria-label="Remove these takes from the list"
              onClick={() => forgetJob(request.jobId)}
            >
              <CloseIcon sx={{ fontSize: 16 }} />
            </IconButton>
          </Tooltip>
        )}
      </Box>
      {state === 'running' && <Progress job={job} />}
      {job.error && (
        <Alert
          severity="error"
          variant="outlined"
          sx={{ mx: 1.5, mb: 1, py: 0, fontSize: 12.5, alignItems: 'flex-start' }}
          action={
            <Button
              onClick={() => {
                forgetJob(request.jobId);
                void retry(request);
              }}
            >
              Try again
            </Button>
          }
        >
          {job.error.message}
          {job.error.remedy !== undefined && <Box sx={{ color: 'text.secondary' }}>{job.error.remedy}</Box>}
        </Alert>
      )}
      {state === 'cancelled' && (
        <Typography variant="body2" sx={{ px: 1.5, pb: 0.75, color: colours.textFaint }}>
          Cancelled
        </Typography>
      )}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {takes.map((soundId, index) => {
          const sound = soundId === null ? undefined : sounds[soundId];
          if (sound) return <TakeRow key={sound.id} sound={sound} index={index} keysActive={keysActive} />;
          return missing ? <TakeSkeleton key={index} index={index} /> : null;
        })}
      </Box>
    </Box>
  );
}
