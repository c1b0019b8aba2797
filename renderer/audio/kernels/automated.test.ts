import { describe, expect, it } from 'vitest';
import { AutomatedKernel, type ParamValues } from './automated';
import { KernelHost } from './host';
import { kernels } from './index';
import { noise, QUANTUM, type Range } from './kernel';

const RATE = 48_000;
const FRAMES = 16 * QUANTUM;
const names = Object.keys(kernels).filter((name) => Object.keys(kernels[name]!.params).length > 0);

type Lane = { key: string; at(frame: number): number };
type Sound = readonly [Float32Array, Float32Array];

function sound(): Sound {
  const random = noise(7);
  const side = (): Float32Array => Float32Array.from({ length: FRAMES }, () => 0.4 * random());
  return [side(), side()];
}

/** Near the defaults, where most kernels do something; as AudioParams hold them. */
function settings(name: string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(kernels[name]!.params).map(([key, [min, max, byDefault]]) => [
      key,
      Math.fround(byDefault + 0.02 * (away(byDefault, [min, max, byDefault]) - byDefault)),
    ]),
  );
}

/** As a worklet runs it. */
function automated(name: string, { key, at }: Lane): Sound {
  const kernel = new AutomatedKernel(kernels[name]!, {}, RATE);
  const [left, right] = sound();
  const constants = Object.entries(settings(name)).map(([k, v]) => [k, Float32Array.of(v)] as const);
  for (let from = 0; from < FRAMES; from += QUANTUM) {
    const moving = Float32Array.from({ length: QUANTUM }, (_, i) => at(from + i));
    const params: ParamValues = { ...Object.fromEntries(constants), [key]: moving };
    kernel.process(left.subarray(from, from + QUANTUM), right.subarray(from, from + QUANTUM), from, params);
  }
  return [left, right];
}

/** With each frame's own values: what any automation should be, if it cost nothing. */
function frameByFrame(name: string, { key, at }: Lane): Sound {
  const host = new KernelHost(kernels[name]!, {}, RATE, settings(name));
  const [left, right] = sound();
  for (let i = 0; i < FRAMES; i += 1) {
    host.set(key, Math.fround(at(i)));
    host.process(left.subarray(i, i + 1), right.subarray(i, i + 1), i);
  }
  return [left, right];
}

function firstDifference([a, b]: Sound, [c, d]: Sound): number {
  return a.findIndex((x, i) => Math.abs(x - c[i]!) > 1e-7 || Math.abs(b[i]! - d[i]!) > 1e-7);
}

/** The largest, in dB of the largest sample. */
function deviation([a, b]: Sound, [c, d]: Sound): number {
  let worst = 0;
  let peak = 0;
  a.forEach((x, i) => {
    worst = Math.max(worst, Math.abs(x - c[i]!), Math.abs(b[i]! - d[i]!));
    peak = Math.max(peak, Math.abs(c[i]!), Math.abs(d[i]!));
  });
  return 20 * Math.log10(worst / peak);
}

/** The end of a range that is further off. */
const away = (value: number, [min, max]: Range): number => (value - min > max - value ? min : max);

describe.each(names)('the kernel %s', (name) => {
  const params = Object.entries(kernels[name]!.params);

  it.each([5 * QUANTUM, 5 * QUANTUM + 3, 6 * QUANTUM - 1])(
    'meets a jump at frame %i on that frame',
    (frame) => {
      for (const [key, range] of params) {
        const before = settings(name)[key]!;
        const to = (share: number): Lane => {
          const after = before + share * (away(before, range) - before);
          return { key, at: (i) => (i < frame ? before : after) };
        };
        // Beside a jump that hardly is one, so that both are cut alike.
        const [jump, hardly] = [to(1), to(1e-5)];
        const found = firstDifference(automated(name, jump), automated(name, hardly));
        if (found !== -1) expect(found, key).toBeGreaterThanOrEqual(frame);
        // Whether a compressor attacks or releases may differ between looks at eight frames and at one.
        if (key === 'attack' || key === 'release') continue;
        const wanted = firstDifference(frameByFrame(name, jump), frameByFrame(name, hardly));
        expect(found, key).toBeLessThanOrEqual(wanted);
      }
    },
  );
});

/** What glides from frame to frame; the rest stands still for at most MOVING_FRAMES. */
const gliding: readonly (readonly [kernel: string, params: readonly string[]])[] = [
  ['auto-wah', ['frequency', 'octaves']],
  ['chowning', ['decay']],
  ['comb', ['feedback']],
  ['crusher', ['rate']],
  ['equalizer', Object.keys(kernels['equalizer']!.params)],
  ['freeverb', ['size']],
  ['frequency-shifter', ['shift']],
  ['lfo', ['rate']],
  ['limiter', ['input']],
  ['mid-side', ['midGain', 'sideGain']],
  ['panner', ['rate', 'depth']],
  ['pitch', ['semitones', 'cents']],
  ['swaying-delay', ['rate', 'delay', 'depth', 'feedback']],
  ['three-bands', Object.keys(kernels['three-bands']!.params)],
  ['widener', ['width', 'spread']],
];

describe.each(gliding)('the kernel %s', (name, keys) => {
  it('follows ramps and jumps as it would frame by frame', () => {
    for (const key of keys) {
      const before = settings(name)[key]!;
      const way = 0.2 * (away(before, kernels[name]!.params[key]!) - before);
      // A fifth of its range in 16 ms, steeper than a hand is; from and to the middle of a quantum.
      const ramp = (i: number): number =>
        before + way * Math.min(1, Math.max(0, (i - 3 * QUANTUM - 5) / (6 * QUANTUM)));
      const jump = (i: number): number => (i < 5 * QUANTUM + 3 ? before : before + way);
      for (const at of [ramp, jump]) {
        const lane: Lane = { key, at };
        expect(deviation(automated(name, lane), frameByFrame(name, lane)), key).toBeLessThan(-85);
      }
    }
  });
});
