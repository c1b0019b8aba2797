import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TruePeak } from '../metering/true-peak';
import { Compressor, staticGain } from './compressor';
import { KernelHost } from './host';
import { kernels } from './index';
import { Limiter, limiterLatency } from './limiter';
import { noise } from './kernel';
import { PitchShifter } from './pitch';

const RATE = 48_000;
const BLOCK = 128;

/** Runs a processor over a signal in blocks, as a worklet does; both channels get the same. */
function run(signal: Float32Array, process: (left: Float32Array, right: Float32Array) => void): Float32Array {
  const output = signal.slice();
  for (let at = 0; at < output.length; at += BLOCK) {
    const left = output.subarray(at, at + BLOCK);
    process(left, left.slice());
  }
  return output;
}

const sine = (hertz: number, frames: number, level = 1): Float32Array =>
  Float32Array.from({ length: frames }, (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / RATE));

const peak = (signal: Float32Array): number => signal.reduce((max, x) => Math.max(max, Math.abs(x)), 0);

/** A kernel as a processor runs it. */
function host(name: string, values: Record<string, number>) {
  const kernel = new KernelHost(kernels[name]!, {}, RATE, values);
  let elapsed = 0;
  return (left: Float32Array, right: Float32Array): void => {
    kernel.process(left, right, elapsed);
    elapsed += left.length;
  };
}

describe('Limiter', () => {
  it('never lets a sample above the ceiling, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 600 }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (samples, ceiling, release) => {
          const limiter = new Limiter(RATE);
          const signal = new Float32Array(1024);
          signal.set(samples);
          const output = run(signal, (l, r) => limiter.process(l, r, ceiling, release));
          expect(peak(output)).toBeLessThanOrEqual(ceiling * (1 + 1e-6));
        },
      ),
    );
  });

  it('holds the ceiling between samples too, on material that overshoots most', () => {
    const random = noise(7);
    const hard = Float32Array.from({ length: 19_200 }, (_, i) => {
      // A quarter of the rate, sampled at 45°, then full-scale square noise: both rise far above their samples.
      if (i < 9600) return 1.4 * Math.SQRT1_2 * (i % 4 < 2 ? 1 : -1);
      return random() > 0 ? 1 : -1;
    });
    const measured = (signal: Float32Array): number => {
      const meter = new TruePeak();
      meter.push(signal);
      return 20 * Math.log10(meter.peak);
    };
    const limiter = new Limiter(RATE);
    const output = run(hard, (l, r) => limiter.process(l, r, 0.5, 0.05));
    expect(measured(hard)).toBeGreaterThan(5);
    expect(measured(output)).toBeLessThan(20 * Math.log10(0.5));
    expect(measured(output.subarray(0, 9600))).toBeGreaterThan(20 * Math.log10(0.5) - 0.3);
  });

  it('gives the same in blocks of any length', () => {
    const signal = sine(3000, 2000, 2);
    const one = signal.slice();
    new Limiter(RATE).process(one, one.slice(), 0.5, 0.05);
    const other = signal.slice();
    const limiter = new Limiter(RATE);
    for (let at = 0, size = 1; at < other.length; at += size, size = (size * 7) % 61) {
      const part = other.subarray(at, at + size);
      limiter.process(part, part.slice(), 0.5, 0.05);
    }
    expect(other).toEqual(one);
  });

  it('passes what stays below unchanged, exactly its latency late', () => {
    const limiter = new Limiter(RATE);
    const signal = sine(440, 4096, 0.5);
    const output = run(signal, (l, r) => limiter.process(l, r, 0.9, 0.1));
    const late = limiterLatency(RATE);
    for (let i = late; i < output.length; i += 1) expect(output[i]).toBeCloseTo(signal[i - late]!, 6);
  });

  it('comes back to full level after a peak', () => {
    const limiter = new Limiter(RATE);
    const signal = sine(440, RATE, 0.5);
    signal[1000] = 4;
    const output = run(signal, (l, r) => limiter.process(l, r, 1, 0.05));
    expect(peak(output.subarray(RATE - 4800))).toBeGreaterThan(0.499);
  });
});

describe('PitchShifter', () => {
  /** Rising zero crossings per second. */
  const frequency = (signal: Float32Array): number => {
    let crossings = 0;
    for (let i = 1; i < signal.length; i += 1) if (signal[i - 1]! < 0 && signal[i]! >= 0) crossings += 1;
    return (crossings * RATE) / signal.length;
  };

  it.each([0.5, 2 ** (-5 / 12), 1.5, 2])('multiplies the frequency by %f', (ratio) => {
    const shifter = new PitchShifter(3840, ratio, 0);
    const output = run(sine(440, 2 * RATE), (l, r) => shifter.process(l, r, ratio)).subarray(RATE);
    expect(frequency(output) / (440 * ratio)).toBeGreaterThan(0.97);
    expect(frequency(output) / (440 * ratio)).toBeLessThan(1.03);
  });

  it('is a plain delay of half its window at rest', () => {
    const shifter = new PitchShifter(3840, 1, 0);
    const signal = sine(440, RATE / 2);
    const output = run(signal, (l, r) => shifter.process(l, r, 1));
    for (let i = 4000; i < output.length; i += 97) expect(output[i]).toBeCloseTo(signal[i - 1920]!, 5);
  });
});

describe('Compressor', () => {
  const settings = { threshold: -20, ratio: 4, knee: 0, attack: 0.005, release: 0.05 };
  const decibels = (x: number): number => 20 * Math.log10(x);

  it('settles where its curve says, and leaves what is below alone', () => {
    for (const [levelDb, expected] of [
      [-40, -40],
      [-20, -20],
      [-12, -18],
      [0, -15],
    ] as const) {
      const compressor = new Compressor(RATE);
      const output = run(sine(1000, RATE, 10 ** (levelDb / 20)), (l, r) =>
        compressor.process(l, r, settings, settings),
      );
      expect(decibels(peak(output.subarray(RATE / 2)))).toBeCloseTo(expected, 0);
    }
  });

  it('has a knee that joins its two lines', () => {
    const soft = { ...settings, knee: 12 };
    expect(staticGain(-26, soft)).toBeCloseTo(0, 9);
    expect(staticGain(-20, soft)).toBeCloseTo((-0.75 * 36) / 24, 9);
    expect(staticGain(-14, soft)).toBeCloseTo(-0.75 * 6, 9);
    expect(staticGain(0, soft)).toBeCloseTo(-15, 9);
  });

  it('lets the beginning of a sound through for its attack time', () => {
    const compressor = new Compressor(RATE);
    const slow = { ...settings, attack: 0.05 };
    const output = run(new Float32Array(RATE).fill(1), (l, r) => compressor.process(l, r, slow, slow));
    expect(decibels(output[10]!)).toBeGreaterThan(-0.5);
    expect(decibels(output[2400]!)).toBeCloseTo(-15 * (1 - Math.exp(-1)), 0);
    expect(decibels(output[RATE - 1]!)).toBeCloseTo(-15, 1);
  });
});

describe('Gate', () => {
  const settings = { threshold: -40, range: -60, attack: 0.001, hold: 0.02, release: 0.02 };

  it('opens for what is loud and closes for what is not', () => {
    const gate = host('gate', settings);
    const loud = run(sine(300, 9600, 0.1), (l, r) => gate(l, r));
    expect(peak(loud.subarray(4800))).toBeGreaterThan(0.099);
    const soft = run(sine(300, 48_000, 0.001), (l, r) => gate(l, r));
    expect(peak(soft.subarray(36_000))).toBeLessThan(0.001 * 10 ** (-55 / 20));
  });
});

describe('Crusher', () => {
  it('rounds to the steps of its bits', () => {
    const crusher = host('crusher', { bits: 4, rate: RATE });
    const output = run(sine(440, 1024), (l, r) => crusher(l, r));
    for (const x of output) expect(Math.abs((x * 8) % 1)).toBe(0);
  });

  it('holds each sample for the ratio of the rates', () => {
    const crusher = host('crusher', { bits: 24, rate: RATE / 4 });
    const output = run(
      Float32Array.from({ length: 1024 }, (_, i) => i / 1024),
      (l, r) => crusher(l, r),
    );
    for (let i = 0; i < 1020; i += 4) expect(new Set(output.subarray(i, i + 4)).size).toBe(1);
  });
});
