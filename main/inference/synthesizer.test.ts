import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StudioError } from '../../preload/contract/errors';
import { readPack, type Pack } from './pack';
import { openSynthesizer, type Step, type Synthesizer } from './synthesizer';
import { coarseMel, isGoldenWritten, readGolden, writeGolden } from './testing/golden';
import { packFolder } from './testing/pack-folder';
import { largestDifference } from './testing/reference';

const go: Step = async () => undefined;
const rain = { prompt: 'heavy rain on a tin roof', seed: 7, duration: 1, loop: false } as const;

let pack: Pack;
let synthesizer: Synthesizer;
beforeAll(async () => {
  pack = await readPack(packFolder);
  synthesizer = await openSynthesizer(pack, 'cpu');
});
afterAll(() => synthesizer.dispose());

describe('synthesizer', () => {
  it('sounds as it did when this pack was shipped', async () => {
    const { pcm } = await synthesizer.take({ ...rain, duration: 3 }, go);
    const mel = coarseMel(pcm);
    if (isGoldenWritten) writeGolden({ packHash: pack.hash, mel });
    const golden = readGolden();
    expect(pack.hash, 'Another pack: see main/inference/testing/golden.ts').toBe(golden.packHash);
    expect(largestDifference(mel, golden.mel)).toBeLessThan(0.02);
  });

  it.each([
    [0.3, 13_230],
    [0.31234, 13_774],
    [1, 44_100],
    [5, 220_500],
    [30, 1_323_000],
  ])('makes %d s exactly %d samples long', async (duration, samples) => {
    expect((await synthesizer.take({ ...rain, duration }, go)).pcm).toHaveLength(samples);
    expect((await synthesizer.take({ ...rain, duration, loop: true }, go)).pcm).toHaveLength(samples);
  });

  it('gives the same bits for the same request, whatever was made between, and by another instance', async () => {
    const first = await synthesizer.take(rain, go);
    await synthesizer.take({ ...rain, prompt: 'a dog barks', seed: 8, duration: 2.5 }, go);
    const second = await synthesizer.take(rain, go);
    const other = await openSynthesizer(pack, 'cpu');
    const third = await other.take(rain, go);
    await other.dispose();
    for (const { pcm, latent } of [second, third]) {
      expect(largestDifference(pcm, first.pcm)).toBe(0);
      expect(largestDifference(latent.data, first.latent.data)).toBe(0);
    }
  });

  it('makes other sounds of other seeds and other prompts', async () => {
    const mels = await Promise.all(
      [rain, { ...rain, seed: 8 }, { ...rain, prompt: 'a dog barks' }].map(async (request) =>
        coarseMel((await synthesizer.take(request, go)).pcm),
      ),
    );
    expect(largestDifference(mels[0]!, mels[1]!)).toBeGreaterThan(0.1);
    expect(largestDifference(mels[0]!, mels[2]!)).toBeGreaterThan(0.3);
  });

  it('gives a sound where the texture of a single bin once ran away, 25 dB above full scale', async () => {
    const prompt = 'heavy rain on a tin roof, number 5';
    await expect(synthesizer.take({ ...rain, prompt, seed: 5, duration: 5 }, go)).resolves.toBeDefined();
  });

  it('gives the latent that the sound was decoded from', async () => {
    const plain = await synthesizer.take({ ...rain, duration: 1.5 }, go);
    const loop = await synthesizer.take({ ...rain, duration: 1.5, loop: true }, go);
    const { channels } = pack.manifest.latent;
    expect([plain.latent.batch, plain.latent.channels, plain.latent.frames]).toEqual([1, channels, 33]);
    expect([loop.latent.batch, loop.latent.channels, loop.latent.frames]).toEqual([1, channels, 32]);
    expect(plain.latent.data).toHaveLength(channels * 33);
  });

  it('closes a loop: the step over its seam is one of its usual steps, and so is the change of spectrum', async () => {
    for (const duration of [0.3, 1, 2.4567]) {
      const { pcm } = await synthesizer.take({ ...rain, duration, loop: true }, go);
      const steps = pcm.map((x, n) => Math.abs(x - pcm.at(n - 1)!));
      const sorted = steps.slice().sort();
      expect(steps[0]!).toBeLessThanOrEqual(sorted[Math.floor(sorted.length * 0.995)]!);
      const turned = new Float32Array([...pcm.slice(-4096), ...pcm.slice(0, 4096)]);
      const across = coarseMel(turned);
      // Eight parts of 1024 samples: the seam lies between the fourth and the fifth.
      const flux = [1, 2, 3, 4, 5, 6, 7].map((part) => {
        let sum = 0;
        for (let group = 0; group < 16; group++)
          sum += Math.abs(across[group * 8 + part]! - across[group * 8 + part - 1]!);
        return sum / 16;
      });
      const usual = Math.max(...flux.filter((_, index) => index !== 3));
      expect(flux[3]!).toBeLessThanOrEqual(usual * 1.5);
    }
  });

  it('begins and ends a sound at rest', async () => {
    const { pcm } = await synthesizer.take(rain, go);
    expect(Math.abs(pcm[0]!)).toBeLessThan(1e-3);
    expect(Math.abs(pcm.at(-1)!)).toBeLessThan(1e-3);
  });

  it('encodes a sound to a latent of its length', async () => {
    const { pcm } = await synthesizer.take(rain, go);
    const latent = await synthesizer.encode(pcm);
    expect([latent.batch, latent.channels, latent.frames]).toEqual([1, pack.manifest.latent.channels, 22]);
    expect(latent.data.every(Number.isFinite)).toBe(true);
  });

  it('goes through its stages in order and stops at the step that throws', async () => {
    const seen: string[] = [];
    let last = -1;
    await synthesizer.take(rain, async (stage, fraction) => {
      seen.push(stage);
      expect(fraction).toBeGreaterThan(last);
      last = fraction;
    });
    expect(seen).toEqual(['text', 'generator', 'decoder', 'vocoder', 'checking']);

    const stopped: string[] = [];
    const work = synthesizer.take(rain, async (stage) => {
      stopped.push(stage);
      if (stage === 'decoder') throw new StudioError('cancelled', 'stop');
    });
    await expect(work).rejects.toMatchObject({ tag: 'cancelled' });
    expect(stopped).toEqual(['text', 'generator', 'decoder']);
  });
});
