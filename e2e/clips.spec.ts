import { expect, test } from '@playwright/test';
import type { ClipSpec, TrackSpec } from './lab/documents';
import type * as Checks from './lab/checks';
import { labForAll } from './support/lab';

const lab = labForAll();

const db = (gain: number): number => 10 ** (gain / 20);
const mix = async (
  clips: ClipSpec[],
  frames: number,
  rate = 48_000,
  track: TrackSpec = {},
): Promise<number[]> => {
  const rendered = await lab().evaluate(
    ({ specs, length, sampleRate }) => window.checks.mix(specs, length, {}, sampleRate),
    { specs: [{ ...track, clips }], length: frames, sampleRate: rate },
  );
  return rendered[0];
};
const source = (spec: Parameters<typeof Checks.source>[0]): Promise<number[]> =>
  lab().evaluate((wanted) => window.checks.source(wanted), spec);
const largest = (samples: number[]): number =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
const difference = (a: number[], b: number[]): number =>
  largest(a.map((sample, i) => sample - (b[i] ?? NaN)));

test('a clip cut in two anywhere plays as it did', async () => {
  const whole = { soundId: 'noise', start: 500, offset: 777, length: 30_000, pitch: 3, stretch: 1.2 };
  const expected = await mix([whole], 32_000);
  for (const cut of [1, 127, 128, 12_345, 29_999]) {
    const second = {
      ...whole,
      start: whole.start + cut,
      offset: whole.offset + cut,
      length: whole.length - cut,
    };
    expect(difference(await mix([{ ...whole, length: cut }, second], 32_000), expected), String(cut)).toBe(0);
  }
});

test('a crossfade keeps its power within 0.1 dB', async () => {
  const fadeIn = { length: 9600, curve: 'equal-power' } as const;
  const out = await mix([{ soundId: 'constant', length: 24_000, fadeOut: fadeIn }], 33_600);
  const into = await mix([{ soundId: 'constant', start: 14_400, length: 19_200, fadeIn }], 33_600);
  for (let at = 0; at < 33_600; at += 100) {
    const power = 10 * Math.log10((out[at]! / 0.25) ** 2 + (into[at]! / 0.25) ** 2);
    expect(Math.abs(power), String(at)).toBeLessThan(0.1);
  }
});

test('an envelope is straight in dB between its points and holds outwards', async () => {
  const envelope = [
    { at: -4800, gainDb: -24 },
    { at: 4800, gainDb: 0 },
    { at: 9600, gainDb: -40 },
  ];
  const samples = await mix([{ soundId: 'constant', length: 24_000, envelope }], 24_000);
  const expected = (at: number): number =>
    at < 4800 ? -12 + (12 * at) / 4800 : at < 9600 ? (-40 * (at - 4800)) / 4800 : -40;
  for (let at = 0; at < 24_000; at += 37)
    expect(samples[at]! / 0.25, String(at)).toBeCloseTo(db(expected(at)), 4);
});

test('a loop that joins itself repeats to the bit, from any offset', async () => {
  const loop = { start: 480, length: 4800 };
  for (const offset of [480, 500, 5279, 5280, 100, 20_000]) {
    const samples = await mix([{ soundId: 'sine', start: 10, length: 40_000, offset, loop }], 40_010);
    const sine = await source({ soundId: 'sine' });
    const error = samples
      .slice(10)
      .map((sample, p) => sample - sine[480 + ((((offset - 480 + p) % 4800) + 4800) % 4800)]!);
    expect(largest(error), String(offset)).toBe(0);
    expect(largest(samples.slice(0, 10))).toBe(0);
  }
});

test('a loop keeps time at another sample rate', async () => {
  // A thousand rounds of 48 samples are a second, whatever the rate.
  const samples = await mix(
    [{ soundId: 'sine', length: 96_000, loop: { start: 0, length: 48 } }],
    88_200,
    44_100,
  );
  for (let at = 500; at < 88_000; at += 97) {
    expect(samples[at], String(at)).toBeCloseTo(0.25 * Math.sin((2 * Math.PI * 1000 * at) / 44_100), 3);
  }
});

test('a loop that does not join itself has no click at its seam', async () => {
  const steepest = (samples: number[]): number =>
    largest(samples.slice(1).map((sample, i) => sample - samples[i]!));
  const limit = 1.3 * 0.25 * 2 * Math.PI * (1000 / 48_000);
  for (const start of [0, 4824]) {
    const samples = await mix([{ soundId: 'sine', length: 48_000, loop: { start, length: 4820 } }], 47_000);
    expect(steepest(samples.slice(1)), String(start)).toBeLessThan(limit);
    expect(largest(samples.slice(30_000, 34_000))).toBeGreaterThan(0.24);
  }
});

test('reversed is the sound backwards, to the bit', async () => {
  const [forward, backward] = [
    await source({ soundId: 'noise' }),
    await source({ soundId: 'noise', reversed: true }),
  ];
  expect(difference(backward.reverse(), forward)).toBe(0);
});

test('stretch has its length to the sample and keeps the pitch; pitch keeps the length', async () => {
  const frequency = (samples: number[]): number => {
    const middle = samples.slice(Math.floor(samples.length * 0.3), Math.floor(samples.length * 0.7));
    let crossings = 0;
    let [first, last] = [0, 0];
    middle.forEach((sample, i) => {
      const before = middle[i - 1];
      if (before === undefined || before >= 0 || sample < 0) return;
      const at = i - sample / (sample - before);
      if (crossings === 0) first = at;
      last = at;
      crossings += 1;
    });
    return ((crossings - 1) / (last - first)) * 48_000;
  };
  for (const stretch of [0.25, 0.777, 1.5, 4]) {
    const samples = await source({ soundId: 'tone', stretch });
    expect(samples, String(stretch)).toHaveLength(Math.round(144_000 * stretch));
    expect(Math.abs(frequency(samples) - 1000), String(stretch)).toBeLessThan(3);
    const middle = samples.slice(Math.floor(samples.length * 0.4), Math.floor(samples.length * 0.6));
    expect(20 * Math.log10(largest(middle) / 0.25), String(stretch)).toBeLessThan(1.5);
    expect(20 * Math.log10(largest(middle) / 0.25), String(stretch)).toBeGreaterThan(-1.5);
  }
  for (const pitch of [-12, 7]) {
    const samples = await source({ soundId: 'tone', pitch });
    expect(samples).toHaveLength(144_000);
    expect(Math.abs(frequency(samples) / (1000 * 2 ** (pitch / 12)) - 1), String(pitch)).toBeLessThan(0.004);
  }
});

test('stretched, a sound still begins on its first sample', async () => {
  for (const stretch of [0.5, 2]) {
    const samples = await source({ soundId: 'impulse', stretch });
    const energy = samples.map((sample) => sample ** 2);
    const total = energy.reduce((sum, power) => sum + power, 0);
    const early = energy.slice(0, 4800).reduce((sum, power) => sum + power, 0);
    expect(early / total, String(stretch)).toBeGreaterThan(0.9);
  }
});

test('a frozen track plays its sound alone, without clips and inserts', async () => {
  const samples = await lab().evaluate(() => {
    const { effect, mix: render } = window.checks;
    const sound = { id: 'counter', frames: 192_000, sampleRate: 48_000, channels: 1, name: 'Frozen' };
    return render(
      [
        {
          clips: [{ soundId: 'noise' }],
          effects: [effect('trim', { gain: -36 })],
          volumeDb: -6,
          frozen: { soundId: 'counter', start: 1000 },
        },
      ],
      4800,
      { sounds: { counter: sound as never } },
    );
  });
  expect(largest(samples[0].slice(0, 1000))).toBe(0);
  expect(samples[0][3000]).toBeCloseTo((2000 / 2 ** 18) * db(-6), 7);
});
