import { readFileSync } from 'node:fs';
import { decodeFloatWav } from '../main/wav/float-wav';
import { runHeadless } from './support/command-line';
import { effect } from './support/effects';
import { differenceDb, harbourSounds } from './support/export';
import { labForAll } from './support/lab';
import { RATE, scene, writeProjectFile } from './support/project-file';
import { expect, test } from './support/studio';

const lab = labForAll();

test('the seam between two parts of a long export cannot be told', async ({ studio }) => {
  // Over ten minutes a render goes on in a second part; a sound with an echo lies across the seam.
  const start = 598 * RATE;
  const track = {
    id: 'A',
    effects: [effect('eq3'), effect('feedback-delay')],
    clips: [{ sound: 'rain', start, length: 4 * RATE }],
  };
  const across = scene([track]);
  const alone = scene([{ ...track, clips: [{ sound: 'rain', start: 2 * RATE, length: 4 * RATE }] }]);
  const render = async (name: string, project: typeof across): Promise<readonly Float32Array[]> => {
    writeProjectFile(studio.file(`${name}.gmix`), project, harbourSounds);
    const args = ['--render', `${name}.gmix`, '--out', `${name}.wav`, '--format', '32f', '--tail', '2'];
    const done = await runHeadless(args, studio.folder);
    expect(done.code, done.stderr).toBe(0);
    return decodeFloatWav(readFileSync(studio.file(`${name}.wav`)), name).channels;
  };
  const long = await render('across', across);
  const short = await render('alone', alone);
  expect(long[0]).toHaveLength(604 * RATE);
  long.forEach((channel, index) => {
    expect(differenceDb(channel.subarray(596 * RATE), short[index]!)).toBeLessThan(-90);
  });
});

test('a render in parts is the render at once, at every rate', async () => {
  for (const [rate, projectRate] of [
    [48_000, 48_000],
    [44_100, 48_000],
    [96_000, 48_000],
    [48_000, 44_100],
  ] as const) {
    const found = await lab().evaluate(
      ([sampleRate, documentRate]) => {
        const { effect: made, seamError } = window.checks;
        const volume = [0, 1, 2, 3].map((i) => ({ at: i * 90_001, value: i % 2 ? -20 : 0, bend: 0.3 }));
        const lane = { id: 'lane', target: 'volume', points: volume, bypassed: false, shown: true };
        const lfo = { id: 'lfo', type: 'lfo', target: 'pan', depth: 0.4, bypassed: false } as const;
        return seamError(
          [
            {
              // Starts that are whole frames at no other rate.
              clips: [0, 1, 2, 3].map((i) => ({
                soundId: 'noise',
                start: 777 + i * 95_003,
                length: 90_001,
                fadeIn: { length: 10_001, curve: 'equal-power' as const },
              })),
              effects: [made('eq3', { lowGain: 3 }), made('compressor'), made('tremolo')],
              sends: [{ id: 'send', returnId: 'echo', levelDb: -6, pre: false, muted: false }],
              automation: [lane],
              modulators: [{ ...lfo, params: { rate: 1.7, shape: 'sine' } }],
            },
            { id: 'echo', kind: 'return', effects: [made('feedback-delay', { time: 0.13, mix: 100 })] },
          ],
          { sampleRate: documentRate },
          sampleRate,
          2,
        );
      },
      [rate, projectRate] as const,
    );
    expect(found.lengths[0]).toBe(found.lengths[1]);
    expect(found.level).toBeGreaterThan(-20);
    expect(found.error, `${projectRate} Hz at ${rate} Hz`).toBeLessThan(-90);
  }
});

test('long loops and what plays backwards are loaded piece by piece, to the bit as whole', async () => {
  for (const [rate, projectRate] of [
    [48_000, 48_000],
    [44_100, 48_000],
    [96_000, 44_100],
  ] as const) {
    const clips = [
      { reversed: true, loop: null },
      // Their seams click: one is mended from what comes before, one from what comes after, one by a dip.
      { reversed: false, loop: { start: projectRate + 17, length: 11 * projectRate + 101 } },
      { reversed: true, loop: { start: 5, length: 12 * projectRate } },
      { reversed: false, loop: { start: 0, length: 13 * projectRate } },
    ];
    for (const { reversed, loop } of clips) {
      const clip = { soundId: 'tone-and-noise', reversed, pitch: 0, stretch: 1, loop };
      const round = Math.round(((loop?.length ?? 13 * projectRate) * rate) / projectRate);
      // The beginning, the middle, to the end or over it; and rounds later.
      const windows: [number, number][] = [
        [0, rate],
        [7 * rate + 3, 1000],
        [round - 4801, loop ? 9602 : 4801],
        ...(loop ? [[5 * round + 12_345, rate] as [number, number]] : []),
      ];
      const found = await lab().evaluate(
        ([what, to, from, parts]) => window.checks.pieces(what, to, from, parts),
        [clip, rate, projectRate, windows] as const,
      );
      const name = `${JSON.stringify(clip)} at ${rate} Hz of ${projectRate} Hz`;
      expect(found.inPieces, name).toBe(true);
      expect(found.differing, name).toBe(0);
      expect(found.peak, name).toBeGreaterThan(0.05);
      // Of the sound, no more than what is played, in frames at its own rate, and what filters and seams need.
      const played = windows.reduce((sum, [, frames]) => sum + frames, 0) / rate;
      expect(found.taken, name).toBeLessThan((played + 0.5) * 44_100);
    }
  }
});

test('an export plays long loops and what plays backwards as one hears them, and reads no more of them', async () => {
  const loop = { start: 48_017, length: 11 * 48_000 };
  const clip = { soundId: 'tone-and-noise', length: 96_000 };
  const tracks = [
    // Mixed in a worker
    { clips: [{ ...clip, loop, offset: loop.start + loop.length - 20_001 }] },
    // and in the context, where it is automated.
    {
      clips: [{ ...clip, reversed: true, offset: 300_003 }],
      automation: [
        {
          id: 'lane',
          target: 'volume',
          points: [
            { at: 0, value: -6, bend: 0 },
            { at: 90_000, value: 0, bend: 0 },
          ],
          bypassed: false,
          shown: true,
        },
      ],
    },
  ];
  const found = await lab().evaluate(async (specs) => {
    const { framesHandedOut, project, render, steppedError } = window.checks;
    const before = framesHandedOut();
    await render(project(specs), 48_000);
    const taken = framesHandedOut() - before;
    return { taken, ...(await steppedError(specs, 2)) };
  }, tracks);
  expect(found.offline).toBeGreaterThan(-20);
  expect(found.error).toBeLessThan(-90);
  expect(found.taken).toBeLessThan(2 * 2.5 * 44_100);
});

test('starts, fades and automation lie on their very sample in the file', async ({ studio }) => {
  const constant = new Float32Array(2 * RATE).fill(0.5);
  const fade = { length: 4800, curve: 'linear' as const, bend: 0 };
  // The lane holds, jumps by 20 dB at one sample, and holds again.
  const points = [
    { at: 0, value: 0, bend: 0 },
    { at: 60_000, value: 0, bend: 0 },
    { at: 60_000, value: -20, bend: 0 },
  ];
  const lane = { id: 'lane', target: 'volume', points, bypassed: false, shown: true };
  const exact = scene([
    {
      id: 'A',
      volumeDb: 0,
      automation: [lane],
      clips: [{ sound: 'constant', start: 12_000, length: 84_000 }],
    },
  ]);
  exact.clips['A-0'] = { ...exact.clips['A-0']!, fadeIn: fade };
  writeProjectFile(studio.file('exact.gmix'), exact, { constant: [constant] });
  for (const rate of [48_000, 96_000]) {
    const args = [
      '--render',
      'exact.gmix',
      '--out',
      `${rate}.wav`,
      '--format',
      '32f',
      '--rate',
      String(rate),
    ];
    const done = await runHeadless([...args, '--tail', 'none'], studio.folder);
    expect(done.code, done.stderr).toBe(0);
    const [left] = decodeFloatWav(readFileSync(studio.file(`${rate}.wav`)), 'exact').channels;
    const ratio = rate / RATE;
    expect(left).toHaveLength(96_000 * ratio);
    const first = left!.findIndex((sample) => Math.abs(sample) > 1e-7);
    // The first sample of the fade itself is silent.
    expect(Math.abs(first - 12_000 * ratio)).toBeLessThanOrEqual(1);
    for (const share of [0.25, 0.5, 0.75]) {
      const at = Math.round((12_000 + share * fade.length) * ratio);
      expect(left![at]! / 0.5).toBeCloseTo(share, 3);
    }
    const jump = 60_000 * ratio;
    expect(left![jump - 1]! / 0.5).toBeCloseTo(1, 4);
    expect(left![jump + 1]! / 0.5).toBeCloseTo(0.1, 4);
  }
});
