import { describe, expect, it } from 'vitest';
import { design, sectionDb } from './biquad';
import { Convolver, convolverLatency } from './convolver';
import { KernelChain, KernelHost } from './host';
import { kernels } from './index';
import { limiterLatency } from './limiter';
import { MOVING_FRAMES, noise } from './kernel';
import { StateVariable } from './stateVariable';

const RATE = 48_000;
/** The smallest number that 32 bits hold with full precision: below it processors slow down. */
const SMALLEST = 2 ** -126;

const names = Object.keys(kernels).filter((name) => name !== 'convolver');

type Values = Record<string, number>;

/** Noise, then silence, through a kernel in blocks. */
function run(name: string, values: Values, frames: number, loud: number, block = 128) {
  const random = noise(3);
  const host = new KernelHost(kernels[name]!, {}, RATE, values);
  const left = Float32Array.from({ length: frames }, (_, i) => (i < loud ? 0.3 * random() : 0));
  const right = Float32Array.from({ length: frames }, (_, i) => (i < loud ? 0.3 * random() : 0));
  for (let at = 0; at < frames; at += block) {
    host.process(left.subarray(at, at + block), right.subarray(at, at + block), at);
  }
  return { left, right };
}

const peak = (signal: Float32Array): number => signal.reduce((max, x) => Math.max(max, Math.abs(x)), 0);

/** Each parameter at either end with the others at their defaults; all at their lower and all at their upper ends. */
function corners(name: string): Values[] {
  const params = Object.entries(kernels[name]!.params);
  const ends = params.flatMap(([key, [min, max]]) => [{ [key]: min }, { [key]: max }]);
  return [
    ...ends,
    Object.fromEntries(params.map(([key, [min]]) => [key, min])),
    Object.fromEntries(params.map(([key, [, max]]) => [key, max])),
  ];
}

describe.each(names)('the kernel %s', (name) => {
  it('stays finite and bounded at every corner, and leaves nothing that is too small to be a sound', () => {
    for (const values of corners(name)) {
      const { left, right } = run(name, values, 24_576, 12_288);
      for (const side of [left, right]) {
        expect(side.every(Number.isFinite), JSON.stringify(values)).toBe(true);
        // The largest gains: 40 dB of four bands and their resonances in a row.
        expect(peak(side), JSON.stringify(values)).toBeLessThan(name === 'equalizer' ? 1e9 : 1e4);
        const subnormal = side.filter((x) => x !== 0 && Math.abs(x) < SMALLEST).length;
        expect(subnormal, JSON.stringify(values)).toBe(0);
      }
    }
  });

  it('gives the same in short pieces, as it gets them while a parameter moves', () => {
    const whole = run(name, {}, 4096, 3000);
    const pieces = run(name, {}, 4096, 3000, MOVING_FRAMES);
    for (const side of ['left', 'right'] as const) {
      let worst = 0;
      whole[side].forEach((x, i) => (worst = Math.max(worst, Math.abs(x - pieces[side][i]!))));
      expect(worst).toBeLessThan(1e-6);
    }
  });
});

describe('Convolver', () => {
  const direct = (signal: Float32Array, response: Float32Array): Float32Array => {
    const out = new Float32Array(signal.length);
    signal.forEach((x, i) => {
      if (x !== 0)
        for (let k = 0; k < response.length && i + k < out.length; k += 1) out[i + k]! += x * response[k]!;
    });
    return out;
  };

  it.each([1, 4096, 9000, 100_000])('convolves with a response of %i frames, its latency late', (length) => {
    const random = noise(11);
    const left = Float32Array.from({ length }, (_, i) => random() * Math.exp((-4 * i) / length));
    const right = Float32Array.from({ length }, (_, i) => random() * Math.exp((-2 * i) / length));
    const late = convolverLatency(length);
    const frames = 128 * Math.ceil((late + length + 20_000) / 128);
    const signal = new Float32Array(frames);
    for (const at of [0, 1, 127, 5000, 12_345]) signal[at] = random();
    const convolver = new Convolver([left, right]);
    const [outLeft, outRight] = [signal.slice(), signal.slice()];
    for (let at = 0; at < frames; at += 128) {
      convolver.process(outLeft.subarray(at, at + 128), outRight.subarray(at, at + 128));
    }
    for (const [out, response] of [
      [outLeft, left],
      [outRight, right],
    ] as const) {
      const wanted = direct(signal, response);
      let worst = 0;
      for (let i = late; i < frames; i += 1) worst = Math.max(worst, Math.abs(out[i]! - wanted[i - late]!));
      expect(worst).toBeLessThan(2e-6);
      expect(peak(out.subarray(0, late))).toBe(0);
    }
  });

  it('comes to rest when its tail has sounded', () => {
    const response = new Float32Array(6000).fill(0.01);
    const convolver = new Convolver([response, response]);
    const block = new Float32Array(128).fill(0.1);
    expect(convolver.process(block, block.slice())).toBe(false);
    let blocks = 0;
    while (!convolver.process(new Float32Array(128), new Float32Array(128)) && blocks < 1000) blocks += 1;
    expect(blocks).toBeLessThan(1000);
    expect(blocks * 128).toBeGreaterThan(6000);
  });
});

describe('KernelChain', () => {
  it('lets the dry share wait for a processed one that is late', () => {
    const latency = limiterLatency(RATE);
    const limiter = { name: 'limiter', values: {}, options: {}, share: 0.25, latency };
    const chain = new KernelChain([limiter], kernels, RATE);
    const frames = 128 * Math.ceil((latency + 1200) / 128);
    // Far below the ceiling a limiter only delays.
    const random = noise(5);
    const input = Float32Array.from({ length: frames }, (_, i) => (i < 1000 ? 0.1 * random() : 0));
    const [left, right] = [input.slice(), input.slice()];
    for (let at = 0; at < frames; at += 128) {
      chain.process(left.subarray(at, at + 128), right.subarray(at, at + 128), at);
    }
    for (const side of [left, right]) {
      side.forEach((sample, at) => expect(sample).toBeCloseTo(input[at - latency] ?? 0, 6));
    }
  });
});

describe('StateVariable', () => {
  it.each(['highpass', 'lowpass', 'lowshelf', 'peak', 'highshelf'] as const)(
    'has the response of a %s',
    (shape) => {
      for (const [hertz, gainDb, q] of [
        [80, 9, 0.71],
        [1000, -12, 2],
        [9000, 6, 0.5],
      ] as const) {
        const filter = new StateVariable();
        filter.tune(shape, hertz, gainDb, q, RATE);
        const response = new Float32Array(32_768);
        response[0] = 1;
        filter.process(response, response.slice());
        for (const at of [40, 200, 1000, 5000, 15_000]) {
          const wanted = sectionDb(design(shape, hertz, gainDb, q, RATE), at, RATE);
          if (wanted > -70) expect(decibelsAt(response, at)).toBeCloseTo(wanted, 1);
        }
      }
    },
  );
});

/** Of a response at a frequency, by the definition of the Fourier transform. */
function decibelsAt(response: Float32Array, hertz: number): number {
  let [re, im] = [0, 0];
  response.forEach((x, i) => {
    re += x * Math.cos((2 * Math.PI * hertz * i) / RATE);
    im -= x * Math.sin((2 * Math.PI * hertz * i) / RATE);
  });
  return 10 * Math.log10(re * re + im * im);
}
