import { beforeEach, expect, test } from 'vitest';
import { fail } from '../../preload/contract/errors';
import type { GenerateRequest, Sound } from '../../preload/contract/sound';
import {
  failJob,
  finishJob,
  forgetJob,
  progressJob,
  startJob,
  takeArrived,
  takeAt,
  useSounds,
} from './sounds';

const request = (jobId: string, takes = 3): GenerateRequest => ({
  jobId,
  prompt: 'rain',
  seed: 1,
  duration: 2,
  takes,
  loop: false,
});
const sound = (id: string): Sound => ({
  id,
  name: 'rain',
  recipe: null,
  sampleRate: 44_100,
  channels: 1,
  frames: 88_200,
  peakDb: -3,
  rmsDb: -20,
  starred: false,
  createdAt: 0,
});
const jobs = () => useSounds.getState().jobs;

beforeEach(() => useSounds.setState({ sounds: {}, jobs: [], activeJobId: null, activeSoundId: null }));

test('takes fill their own places as they arrive, in any order', () => {
  startJob(request('a'));
  takeArrived({ jobId: 'a', index: 2, sound: sound('s2') });
  takeArrived({ jobId: 'a', index: 0, sound: sound('s0') });
  expect(jobs()[0]?.takes).toEqual(['s0', null, 's2']);
  expect(takeAt(useSounds.getState(), 2)).toBe('s2');
  expect(takeAt(useSounds.getState(), 1)).toBeNull();
});

test('the reply completes what events have missed', () => {
  startJob(request('a', 2));
  finishJob('a', [sound('s0'), sound('s1')]);
  expect(jobs()[0]).toMatchObject({ state: 'done', takes: ['s0', 's1'] });
});

test('progress never runs backwards', () => {
  startJob(request('a'));
  progressJob({ jobId: 'a', stage: 'vocoder', fraction: 0.6 });
  progressJob({ jobId: 'a', stage: 'text', fraction: 0.4 });
  expect(jobs()[0]).toMatchObject({ stage: 'text', fraction: 0.6 });
});

test('jobs under way at once do not mix, and the newest is the one that keys play', () => {
  startJob(request('a'));
  startJob(request('b'));
  takeArrived({ jobId: 'a', index: 0, sound: sound('of-a') });
  failJob('b', fail('inference-crashed', 'The process ended.').error);
  expect(jobs().map((job) => job.state)).toEqual(['failed', 'running']);
  expect(jobs()[1]?.takes[0]).toBe('of-a');
  expect(useSounds.getState().activeJobId).toBe('b');
});

test('a cancelled job is no error and keeps the takes it had', () => {
  startJob(request('a'));
  takeArrived({ jobId: 'a', index: 0, sound: sound('s0') });
  failJob('a', fail('cancelled', 'Cancelled.').error);
  expect(jobs()[0]).toMatchObject({ state: 'cancelled', error: null, takes: ['s0', null, null] });
});

test('forgetting the active job hands the keys to the newest that is left', () => {
  startJob(request('a'));
  startJob(request('b'));
  forgetJob('b');
  expect(useSounds.getState().activeJobId).toBe('a');
  forgetJob('a');
  expect(useSounds.getState().activeJobId).toBeNull();
});

test('events of a job from before a reload are ignored but their sounds are kept', () => {
  takeArrived({ jobId: 'unknown', index: 0, sound: sound('s0') });
  expect(jobs()).toEqual([]);
  expect(useSounds.getState().sounds['s0']).toBeDefined();
});
