import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { documentSchema } from '../../preload/contract/document';
import { generateRequestSchema, type GenerateRequest, type Sound } from '../../preload/contract/sound';
import { Library } from '../library/library';
import { readProject } from '../project/read-project';
import { writeProject } from '../project/write-project';
import { newSound, noise } from '../testing/sounds';
import { temporaryFolder } from '../testing/temporary';
import { makeDemo } from './make-demo';
import { openDemo } from './open-demo';
import { DEMO_SECONDS, demoScene } from './scene';

let library: Library;
let requests: GenerateRequest[];

beforeEach(async () => {
  ({ library } = await Library.open(join(await temporaryFolder(), 'library')));
  requests = [];
  return () => library.close();
});

/** Stands for the models: noise of the length and, by its seed, of the level that is asked for. */
const generation = {
  async generate(request: GenerateRequest): Promise<Sound[]> {
    requests.push(generateRequestSchema.parse(request));
    const level = 0.02 * request.seed;
    const pcm = {
      sampleRate: 44_100,
      channels: [noise(Math.round(44_100 * request.duration), request.seed, level)],
    };
    return [await library.add({ ...newSound(request.prompt, request.seed), pcm })];
  },
};

describe('the demo', () => {
  it('asks for every sound of the scene, as anybody could', async () => {
    await makeDemo((request) => generation.generate(request));
    expect(requests.map(({ prompt, seed }) => [prompt, seed])).toEqual(
      demoScene.map(({ sound }) => [sound.prompt, sound.seed]),
    );
  });

  it('is a valid document that fills its loop, with a sound for each clip', async () => {
    const document = await makeDemo((request) => generation.generate(request));
    expect(documentSchema.parse(document)).toEqual(document);
    expect(document.tracks.map((track) => track.name)).toEqual(demoScene.map((track) => track.name));
    const clips = Object.values(document.clips);
    for (const clip of clips) {
      expect(document.sounds[clip.soundId]).toBeDefined();
      expect(clip.fadeIn.length + clip.fadeOut.length).toBeLessThanOrEqual(clip.length);
    }
    const end = Math.max(...clips.map((clip) => clip.start + clip.length));
    expect(end).toBe(DEMO_SECONDS * document.sampleRate);
    expect(document.loop).toEqual({ start: 0, end, enabled: true });
    // Loops lie end to end.
    const rain = clips
      .filter((clip) => clip.trackId === document.tracks[0]?.id)
      .sort((a, b) => a.start - b.start);
    for (const [index, clip] of rain.slice(1).entries()) {
      expect(clip.start).toBe((rain[index]?.start ?? 0) + (rain[index]?.length ?? 0));
    }
  });

  it('brings each sound to its level, whatever the model made it, and none above its peak', async () => {
    const document = await makeDemo((request) => generation.generate(request));
    for (const [index, { levelDb, clips }] of demoScene.entries()) {
      const clip = document.clips[`${document.tracks[index]?.id}-clip-1`];
      const sound = document.sounds[clip?.soundId ?? ''];
      const gain = (clip?.gainDb ?? NaN) - (clips[0]?.gainDb ?? 0);
      expect(gain + (sound?.peakDb ?? NaN)).toBeLessThanOrEqual(-5.9);
      const reached = gain + (sound?.rmsDb ?? NaN);
      expect(reached).toBeLessThanOrEqual(levelDb + 0.06);
      expect(reached > levelDb - 0.06 || gain === 12 || gain + (sound?.peakDb ?? NaN) > -6.1).toBe(true);
    }
  });
});

describe('the demo to start with', () => {
  it('is the shipped one, read like any project', async () => {
    const shipped = join(await temporaryFolder(), 'demo.gmix');
    const document = await makeDemo((request) => generation.generate(request));
    await writeProject(shipped, document, library, { compact: true });
    requests = [];
    expect(await openDemo(shipped, { library, generation })).toEqual(document);
    expect(requests).toEqual([]);
  });

  it('is made when none is shipped, and missing when it cannot be made', async () => {
    const nowhere = join(await temporaryFolder(), 'demo.gmix');
    expect((await openDemo(nowhere, { library, generation }))?.tracks).toHaveLength(demoScene.length);
    const failing = { generate: () => Promise.reject(new Error('no models')) };
    expect(await openDemo(nowhere, { library, generation: failing })).toBeNull();
  });

  const resource = join(import.meta.dirname, '../../resources/demo/demo.gmix');
  it('is shipped, whole and small', async () => {
    expect((await stat(resource)).size).toBeLessThan(4 * 1024 * 1024);
    const document = await readProject(resource, library);
    expect(document.tracks.map((track) => track.name)).toEqual(demoScene.map((track) => track.name));
    const prompts = Object.values(document.sounds).map((sound) => sound.recipe?.prompt);
    expect(prompts.sort()).toEqual(demoScene.map(({ sound }) => sound.prompt).sort());
  });
});
