import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import AgainIcon from '@mui/icons-material/ReplayRounded';
import CloseIcon from '@mui/icons-material/CloseRounded';
import { forgetJob } from '../state/sounds';
import type { PromptJobs } from './groups';
import { generateAgain } from './jobs';
import { JobTakes } from './JobTakes';

/** A prompt and all that was made of it in this session, newest first. */
export function PromptGroup({ prompt, jobs }: PromptJobs) {
  const [newest] = jobs;
  const running = jobs.some((job) => job.state === 'running');
  return (
    <Box
      component="section"
      aria-label={`Takes of ${prompt}`}
      sx={{ borderTop: 1, borderColor: 'divider', pb: 0.5 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.25, pl: 1.5, pr: 1, pt: 0.75, pb: 0.5 }}>
        <Typography
          component="h2"
          title={prompt}
          sx={{
            flex: 1,
            minWidth: 0,
            pt: '3px',
            lineHeight: 1.35,
            fontWeight: 550,
            overflowWrap: 'anywhere',
            display: '-webkit-box',
            WebkitLineClamp: 2,
            WebkitBoxOrient: 'vertical',
            overflow: 'hidden',
          }}
        >
          {prompt}
        </Typography>
        {newest && (
          <Tooltip title="More takes, other seeds">
            <IconButton
              aria-label={`More takes of ${prompt}`}
              onClick={() => void generateAgain(newest.request)}
            >
              <AgainIcon sx={{ fontSize: 16 }} />
            </IconButton>
          </Tooltip>
        )}
        <Tooltip title="Remove from this list; the library keeps the sounds">
          <span>
            <IconButton
              aria-label={`Remove ${prompt} from the list`}
              disabled={running}
              onClick={() => jobs.forEach((job) => forgetJob(job.request.jobId))}
            >
              <CloseIcon sx={{ fontSize: 16 }} />
            </IconButton>
          </span>
        </Tooltip>
      </Box>
      {jobs.map((job) => (
        <JobTakes key={job.request.jobId} job={job} />
      ))}
    </Box>
  );
}
