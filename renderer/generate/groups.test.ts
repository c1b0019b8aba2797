import { expect, test } from 'vitest';
import type { Job } from '../state/sounds';
import { groupByPrompt } from './groups';

const job = (jobId: string, prompt: string): Job => ({
  request: { jobId, prompt, seed: 0, duration: 1, takes: 1, loop: false },
  state: 'done',
  stage: 'storing',
  fraction: 1,
  takes: [null],
  error: null,
});

test('a prompt that is used again comes to the top with its earlier takes below the new ones', () => {
  const groups = groupByPrompt([job('4', 'rain'), job('3', 'wind'), job('2', 'rain'), job('1', 'dog')]);
  expect(groups.map(({ prompt, jobs }) => [prompt, jobs.map(({ request }) => request.jobId)])).toEqual([
    ['rain', ['4', '2']],
    ['wind', ['3']],
    ['dog', ['1']],
  ]);
});
