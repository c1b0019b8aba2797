import type { Job } from '../state/sounds';

export type PromptJobs = { prompt: string; jobs: readonly Job[] };

/** Jobs by prompt, in the order of each prompt's newest job. `jobs` are newest first, and so they stay. */
export function groupByPrompt(jobs: readonly Job[]): PromptJobs[] {
  const groups = new Map<string, Job[]>();
  for (const job of jobs) {
    const { prompt } = job.request;
    const group = groups.get(prompt);
    if (group) group.push(job);
    else groups.set(prompt, [job]);
  }
  return [...groups].map(([prompt, list]) => ({ prompt, jobs: list }));
}
