import { useEffect } from 'react';
import Box from '@mui/material/Box';
import { useSounds, type Job } from '../state/sounds';
import { Examples } from './Examples';
import { takeList } from './focus';
import { FormControls } from './FormControls';
import { groupByPrompt } from './groups';
import { stageWords } from './JobTakes';
import { PromptField } from './PromptField';
import { PromptGroup } from './PromptGroup';

/** What a screen reader says of the newest job: its stage while it runs, then its outcome. */
export function spoken(job: Job | undefined): string {
  if (!job) return '';
  if (job.state === 'running') return stageWords[job.stage];
  if (job.state === 'cancelled') return 'Cancelled';
  if (job.state === 'failed') return '';
  return job.takes.length === 1 ? 'One take is ready' : `${job.takes.length} takes are ready`;
}

/** Prompt and settings on top, and below them what was made in this session, newest first. */
export function GeneratePanel() {
  const jobs = useSounds((state) => state.jobs);
  const newest = jobs[0]?.request.jobId;
  useEffect(() => {
    if (takeList.current) takeList.current.scrollTop = 0;
  }, [newest]);
  return (
    <>
      <Box sx={{ flex: 'none', p: 1.5, display: 'grid', gap: 1 }}>
        <PromptField />
        <FormControls />
      </Box>
      <Box
        ref={takeList}
        tabIndex={-1}
        sx={{ flex: 1, minHeight: 0, overflowY: 'auto', '&:focus-visible': { outline: 'none' } }}
      >
        {jobs.length === 0 && <Examples />}
        {groupByPrompt(jobs).map(({ prompt, jobs: made }) => (
          <PromptGroup key={prompt} prompt={prompt} jobs={made} />
        ))}
      </Box>
      <Box
        role="status"
        aria-live="polite"
        sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}
      >
        {spoken(jobs[0])}
      </Box>
    </>
  );
}
