import { describe, expect, it } from 'vitest';
import { spaceFrames, spaceImpulse } from './spaceImpulse';
import { spaces, type SpaceName } from './spaces';

const RATE = 48_000;
const names = Object.keys(spaces) as SpaceName[];
const energy = (signal: Float32Array): number => signal.reduce((sum, x) => sum + x * x, 0);

describe.each(names)('the space %s', (space) => {
  const settings = { sampleRate: RATE, space, size: 1, preDelay: 0.01 };
  const [left, right] = spaceImpulse(settings);

  it('is the same every time, of energy 1 on both sides, silent before it begins, and as long as it says', () => {
    expect(spaceImpulse(settings)[0]).toEqual(left);
    expect(left.length).toBe(spaceFrames(settings));
    expect(left.every(Number.isFinite)).toBe(true);
    expect(energy(left.subarray(0, 480))).toBe(0);
    expect(energy(left)).toBeCloseTo(1, 4);
    expect(energy(right)).toBeCloseTo(1, 4);
  });

  it('has died away at its end, where it does not end with a click', () => {
    const tenth = Math.floor(left.length / 10);
    const end = left.subarray(left.length - tenth);
    expect(10 * Math.log10(energy(end))).toBeLessThan(-28);
    expect(Math.abs(left.at(-1)!)).toBeLessThan(1e-3);
  });
});

/** Share of a response's energy between two frequencies, by Goertzel's algorithm at a hundred of them. */
function share(signal: Float32Array, from: number, to: number): number {
  const power = (hertz: number): number => {
    const w = (2 * Math.PI * hertz) / RATE;
    let [a, b] = [0, 0];
    for (const x of signal) [a, b] = [x + 2 * Math.cos(w) * a - b, a];
    return a * a + b * b - 2 * Math.cos(w) * a * b;
  };
  const band = (low: number, high: number): number => {
    let sum = 0;
    for (let i = 0; i < 60; i += 1) sum += power(low + ((high - low) * (i + 0.5)) / 60) * (high - low);
    return sum;
  };
  return band(from, to) / band(20, 20_000);
}

it('a telephone is narrow and a plate is not', () => {
  const of = (space: SpaceName): Float32Array =>
    spaceImpulse({ sampleRate: RATE, space, size: 1, preDelay: 0 })[0].subarray(0, 8192);
  expect(share(of('telephone'), 300, 3600)).toBeGreaterThan(0.85);
  expect(share(of('plate'), 300, 3600)).toBeLessThan(0.6);
});
