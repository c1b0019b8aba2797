import { describe, expect, it } from 'vitest';
import { kWeighting } from './k-weighting';
import { LoudnessMeter, type LoudnessReading } from './loudness';
import { play, silence, tones, type Segment } from './testing/tones';

const RATE = 48_000;

/** A meter that was fed a sequence of stereo tones of 1 kHz, both channels in phase. */
function measured(segments: readonly Segment[], rate = RATE): LoudnessMeter {
  const meter = new LoudnessMeter(rate);
  play(meter, tones(segments, rate));
  return meter;
}

const keysOf = (reading: LoudnessReading) => Object.keys(reading) as (keyof LoudnessReading)[];

describe('K-weighting', () => {
  it('has the coefficients of BS.1770-4 at 48 kHz', () => {
    const [shelf, cut] = kWeighting(48_000);
    const expected = {
      b0: 1.53512485958697,
      b1: -2.69169618940638,
      b2: 1.19839281085285,
      a1: -1.69065929318241,
      a2: 0.73248077421585,
    };
    for (const key of ['b0', 'b1', 'b2', 'a1', 'a2'] as const)
      expect(shelf[key]).toBeCloseTo(expected[key], 9);
    expect(cut.a1).toBeCloseTo(-1.99004745483398, 9);
    expect(cut.a2).toBeCloseTo(0.99007225036621, 9);
  });
});

describe('EBU Tech 3341', () => {
  it.each([44_100, 48_000, 88_200, 96_000])('cases 1 and 2: a steady tone, at %d Hz', (rate) => {
    for (const level of [-23, -33]) {
      const meter = measured([{ seconds: 20, db: level }], rate);
      for (const value of [meter.momentary, meter.shortTerm, meter.integrated])
        expect(Math.abs(value - level)).toBeLessThanOrEqual(0.1);
    }
  });

  const integrated: [string, Segment[]][] = [
    [
      '3',
      [
        { seconds: 10, db: -36 },
        { seconds: 60, db: -23 },
        { seconds: 10, db: -36 },
      ],
    ],
    [
      '4',
      [
        { seconds: 10, db: -72 },
        { seconds: 10, db: -36 },
        { seconds: 60, db: -23 },
        { seconds: 10, db: -36 },
        { seconds: 10, db: -72 },
      ],
    ],
    [
      '5',
      [
        { seconds: 20, db: -26 },
        { seconds: 20.1, db: -20 },
        { seconds: 20, db: -26 },
      ],
    ],
  ];
  it.each(integrated)('case %s: gated integrated loudness', (_, segments) => {
    expect(Math.abs(measured(segments).integrated - -23)).toBeLessThanOrEqual(0.1);
  });

  it('case 6: five channels with their weights', () => {
    const meter = new LoudnessMeter(RATE, [1, 1, 1, 1.41, 1.41]);
    play(
      meter,
      [-28, -28, -24, -30, -30].flatMap((db) => tones([{ seconds: 20, db }], RATE, 1)),
    );
    expect(Math.abs(meter.integrated - -23)).toBeLessThanOrEqual(0.1);
  });

  it.each([
    ['9', 'shortTerm', { loud: 1.34, quiet: 1.66, times: 5, after: 3 }],
    ['12', 'momentary', { loud: 0.18, quiet: 0.22, times: 25, after: 1 }],
  ] as const)(
    'case %s: %s stays constant over a repeating pattern',
    (_, key, { loud, quiet, times, after }) => {
      const pattern = Array.from({ length: times }, () => [
        { seconds: loud, db: -20 },
        { seconds: quiet, db: -30 },
      ]).flat();
      const meter = new LoudnessMeter(RATE);
      let worst = 0;
      let seconds = 0;
      play(meter, tones(pattern, RATE), 480, () => {
        seconds += 0.01;
        if (seconds > after) worst = Math.max(worst, Math.abs(meter[key] - -23));
      });
      expect(worst).toBeLessThanOrEqual(0.1);
    },
  );

  const steps = Array.from({ length: 20 }, (_, index) => index);
  it('case 10: the largest short-term loudness of 3 s, wherever it begins', () => {
    for (const i of steps) {
      const meter = measured([silence(0.15 * i), { seconds: 3, db: -23 }, silence(1)]);
      expect(Math.abs(meter.maxShortTerm - -23)).toBeLessThanOrEqual(0.1);
    }
  });

  it('case 13: the largest momentary loudness of 0.4 s, wherever it begins', () => {
    for (const i of steps) {
      const meter = measured([silence(0.02 * i), { seconds: 0.4, db: -23 }, silence(1)]);
      expect(Math.abs(meter.maxMomentary - -23)).toBeLessThanOrEqual(0.1);
    }
  });

  it.each([
    ['11', 'shortTerm', 3, 0.15],
    ['14', 'momentary', 0.4, 0.02],
  ] as const)('case %s: %s follows rising levels in one go', (_, key, length, shift) => {
    const meter = new LoudnessMeter(RATE);
    for (const i of steps) {
      let highest = -Infinity;
      const segment = [silence(shift * i), { seconds: length, db: -38 + i }, silence(length - shift * i)];
      play(meter, tones(segment, RATE), 480, () => {
        highest = Math.max(highest, meter[key]);
      });
      expect(Math.abs(highest - (-38 + i))).toBeLessThanOrEqual(0.1);
    }
  });
});

describe('EBU Tech 3342', () => {
  it.each([
    ['1', [-20, -30], 10],
    ['2', [-20, -15], 5],
    ['3', [-40, -20], 20],
    ['4', [-50, -35, -20, -35, -50], 15],
  ] as const)('case %s: loudness range', (_, levels, range) => {
    const meter = measured(levels.map((db) => ({ seconds: 20, db })));
    expect(Math.abs(meter.range - range)).toBeLessThanOrEqual(1);
  });
});

describe('LoudnessMeter', () => {
  it('measures the same however the frames are cut', () => {
    const signal = tones(
      [
        { seconds: 2.5, db: -18 },
        { seconds: 2, db: -30 },
      ],
      RATE,
    );
    const [small, large] = [new LoudnessMeter(RATE), new LoudnessMeter(RATE)];
    play(small, signal, 128);
    play(large, signal, 100_000);
    for (const key of keysOf(large.read())) expect(small.read()[key]).toBeCloseTo(large.read()[key], 9);
  });

  it('has nothing to say of silence', () => {
    const meter = measured([silence(5)]);
    expect(meter.read()).toMatchObject({ momentary: -Infinity, integrated: -Infinity, range: 0 });
    expect(meter.truePeakDb).toBe(-Infinity);
  });

  it('forgets everything at a reset', () => {
    const meter = measured([{ seconds: 5, db: -6 }]);
    meter.reset();
    play(meter, tones([{ seconds: 5, db: -30 }], RATE));
    // The weighting filter still rings with what sounded before.
    expect(Math.abs(meter.integrated - -30)).toBeLessThan(0.1);
    expect(Math.abs(meter.maxMomentary - -30)).toBeLessThan(0.1);
    expect(meter.truePeakDb).toBeLessThan(-28);
  });
});
