import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { colours } from '../ui/theme';
import { useAudioJobs } from './progress';

/** What is on its way into the library, each with its progress and a way to stop it. */
export function ImportProgress() {
  const jobs = useAudioJobs((state) => state.jobs);
  return jobs.map((job) => (
    <Box
      key={job.id}
      sx={{
        width: 360,
        px: 1.5,
        pt: 0.5,
        pb: 1,
        borderRadius: 1,
        bgcolor: '#33393f',
        border: `1px solid ${colours.outline}`,
        boxShadow: '0 6px 20px #0008',
        pointerEvents: 'auto',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box
          sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
        >
          {job.label}
        </Box>
        <Button onClick={job.cancel} sx={{ minHeight: 26, py: 0, mr: -1 }}>
          Cancel
        </Button>
      </Box>
      <LinearProgress aria-label={job.label} variant="determinate" value={job.fraction * 100} />
    </Box>
  ));
}
