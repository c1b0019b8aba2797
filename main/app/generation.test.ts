import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../preload/contract/errors';
import type { GenerateRequest } from '../../preload/contract/sound';
import type { GeneratedTake } from '../inference/jobs';
import { Library } from '../library/library';
import { noise, recipe } from '../testing/sounds';
import { temporaryFolder } from '../testing/temporary';
import { Generation, type GenerationEvents, type TakeMaker } from './generation';

const request: GenerateRequest = {
  jobId: 'job',
  prompt: ' rain ',
  seed: 5,
  duration: 0.5,
  takes: 3,
  loop: false,
};
const take = (index: number): GeneratedTake => ({
  pcm: noise(22_050, index + 1),
  sampleRate: 44_100,
  latent: noise(24, index + 9),
  latentShape: [1, 4, 6],
  recipe: recipe(' rain ', 5 + index),
});

let folder: string;
let library: Library;
let log: string[];
const events: GenerationEvents = {
  progress: ({ stage }) => log.push(stage),
  take: ({ jobId, index, sound }) =>
    log.push(`${jobId} ${index} ${library.has(sound.id) ? 'stored' : 'missing'}`),
};

beforeEach(async () => {
  folder = await temporaryFolder();
  ({ library } = await Library.open(join(folder, 'library')));
  log = [];
  return () => library.close();
});

/** Stands for the engine, which has tests of its own: hands over three takes, then ends as told. */
const maker = (end: (cancelled: () => boolean) => Promise<void>): TakeMaker => {
  let cancelled = false;
  return {
    async generate({ takes }, { onProgress, onTake }) {
      onProgress('vocoder', 0.5);
      for (let index = 0; index < takes; index++) onTake(index, take(index));
      await end(() => cancelled);
    },
    cancel: () => (cancelled = true),
  };
};

describe('generating', () => {
  it('stores every take before it is announced, and returns them by seed', async () => {
    const sounds = await new Generation(
      maker(async () => {}),
      library,
      events,
    ).generate(request);
    expect(sounds.map((sound) => sound.recipe?.seed)).toEqual([5, 6, 7]);
    expect(sounds[0]).toMatchObject({ name: 'rain', recipe: { prompt: ' rain ' } });
    expect(log.filter((line) => line.startsWith('job')).sort()).toEqual([
      'job 0 stored',
      'job 1 stored',
      'job 2 stored',
    ]);
    expect((await library.pcm(sounds[2]?.id ?? '')).channels).toEqual([take(2).pcm]);
    expect(await library.latent(sounds[2]?.id ?? '')).toEqual({
      channels: 4,
      frames: 6,
      data: take(2).latent,
    });
  });

  it('keeps the takes that were finished when the job fails', async () => {
    const failing = maker(() =>
      Promise.reject(new StudioError('inference-crashed', 'The sound engine stopped.')),
    );
    await expect(new Generation(failing, library, events).generate(request)).rejects.toMatchObject({
      tag: 'inference-crashed',
    });
    expect(library.list({ search: '', starredOnly: false, limit: 10 })).toHaveLength(3);
  });

  it('stops, and says why, when a take cannot be stored', async () => {
    await rm(join(folder, 'library', 'sounds'), { recursive: true });
    const endless = maker(async (cancelled) => {
      while (!cancelled()) await new Promise((resolve) => setTimeout(resolve, 5));
      throw new StudioError('cancelled', 'The generation was cancelled.');
    });
    await expect(new Generation(endless, library, events).generate(request)).rejects.toMatchObject({
      tag: 'disk',
    });
    expect(log.filter((line) => line.startsWith('job'))).toEqual([]);
  });
});
