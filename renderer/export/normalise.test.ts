import { describe, expect, it } from 'vitest';
import { corrected, correctionFor, type Passes } from './normalise';
import { FileMeter } from './measure';

const RATE = 48_000;

/** Noise at two levels with sparse clicks that stand out of it. */
function mix(seconds: number, level: number, clicks: number, channels: 1 | 2 = 2): Passes {
  const frames = seconds * RATE;
  let state = 1;
  const samples = Float32Array.from({ length: frames }, (_, at) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const noise = (state / 0x8000_0000 - 1) * level * (at < frames / 2 ? 1 : 0.5);
    return at % 20_000 === 777 ? clicks : noise;
  });
  return {
    frames,
    sampleRate: RATE,
    channels,
    async *blocks() {
      for (let at = 0; at < frames; at += 100_000) {
        await Promise.resolve();
        yield Array.from({ length: channels }, () => samples.slice(at, at + 100_000));
      }
    },
  };
}

async function measure(blocks: AsyncIterable<Float32Array[]>, channels: 1 | 2 = 2) {
  const meter = new FileMeter(RATE, channels);
  let frames = 0;
  for await (const block of blocks) {
    frames += block[0]?.length ?? 0;
    await meter.push(block);
  }
  return { frames, ...meter.report() };
}

describe('a loudness target', () => {
  it.each([
    [-23, 0.05, 0.06],
    [-16, 0.05, 0.9],
    [-14, 0.2, 0.99],
  ])('of %d LUFS is reached under the ceiling', async (target, level, clicks) => {
    const sound = mix(8, level, clicks);
    const correction = await correctionFor(sound, await measure(sound.blocks()), { target, ceiling: -1 });
    const result = await measure(corrected(sound, correction));
    expect(Math.abs(result.integrated! - target)).toBeLessThanOrEqual(0.5);
    expect(result.truePeakDb).toBeLessThanOrEqual(-1);
    expect(result.frames).toBe(sound.frames);
  });

  it('is reached in mono, and what cannot reach it still keeps under the ceiling', async () => {
    const sound = mix(8, 0.05, 0.9, 1);
    const measured = await measure(sound.blocks(), 1);
    const correction = await correctionFor(sound, measured, { target: -18, ceiling: -1 });
    const result = await measure(corrected(sound, correction), 1);
    expect(Math.abs(result.integrated! + 18)).toBeLessThanOrEqual(0.5);
    expect(result.truePeakDb).toBeLessThanOrEqual(-1);
    // Clicks alone, every 0.4 s: no gain makes them as loud as a programme.
    const clicks = mix(4, 0, 0.9);
    const loudest = await correctionFor(clicks, await measure(clicks.blocks()), { target: -14, ceiling: -1 });
    const limited = await measure(corrected(clicks, loudest));
    expect(limited.integrated).toBeLessThan(-15);
    expect(limited.truePeakDb).toBeLessThanOrEqual(-1);
  });

  it('takes no limiter where gain is enough, and leaves silence alone', async () => {
    const sound = mix(2, 0.02, 0.02);
    const measured = await measure(sound.blocks());
    expect(await correctionFor(sound, measured, { target: -23, ceiling: -1 })).toMatchObject({
      limitDb: null,
    });
    const silent = mix(1, 0, 0);
    expect(await correctionFor(silent, await measure(silent.blocks()), { target: -23, ceiling: -1 })).toEqual(
      {
        gainDb: 0,
        limitDb: null,
      },
    );
  });

  it('keeps what it limits in its place', async () => {
    const sound = mix(1, 0.001, 0.9);
    let first: Float32Array | undefined;
    for await (const [left] of corrected(sound, { gainDb: 0, limitDb: -6 })) first ??= left;
    let loudest = 0;
    first!.subarray(0, 15_000).forEach((sample, at) => {
      if (Math.abs(sample) > Math.abs(first![loudest]!)) loudest = at;
    });
    expect(loudest).toBe(777);
  });
});
