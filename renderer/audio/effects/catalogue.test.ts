import { describe, expect, it } from 'vitest';
import { effectSchema } from '../../../preload/contract/document';
import { butterworthQ } from './filter';
import { roomImpulse } from './impulse';
import { paramValue } from './descriptor';
import { descriptorOf, effectCatalogue, newEffect } from './index';

describe('the catalogue', () => {
  it('has every effect once, with sound parameters', () => {
    expect(new Set(effectCatalogue.map(({ type }) => type)).size).toBe(effectCatalogue.length);
    for (const descriptor of effectCatalogue) {
      expect(effectSchema.safeParse(newEffect(descriptor.type)).success, descriptor.type).toBe(true);
      expect(new Set(descriptor.params.map(({ key }) => key)).size).toBe(descriptor.params.length);
      for (const param of descriptor.params) {
        if (param.kind === 'choice') {
          expect(param.choices.map(({ value }) => value)).toContain(param.default);
          continue;
        }
        expect(param.min, `${descriptor.type} ${param.key}`).toBeLessThan(param.max);
        expect(param.default).toBeGreaterThanOrEqual(param.min);
        expect(param.default).toBeLessThanOrEqual(param.max);
        if (param.scale === 'log') expect(param.min).toBeGreaterThan(0);
      }
    }
  });

  it('reads what another version wrote: clamped, or the default', () => {
    const frequency = descriptorOf('filter')!.params.find(({ key }) => key === 'frequency')!;
    expect(paramValue(frequency, 1e9)).toBe(20_000);
    expect(paramValue(frequency, 'loud')).toBe(2000);
    expect(paramValue(frequency, NaN)).toBe(2000);
    expect(paramValue(frequency, undefined)).toBe(2000);
    const type = descriptorOf('filter')!.params.find(({ key }) => key === 'type')!;
    expect(paramValue(type, 'comb')).toBe('lowpass');
    expect(paramValue(type, 'notch')).toBe('notch');
  });

  it('states tails and latencies', () => {
    const echo = descriptorOf('feedback-delay')!;
    expect(echo.tail({ time: 1, feedback: 0 })).toBeCloseTo(1, 6);
    expect(echo.tail({ time: 0.5, feedback: 50 })).toBeCloseTo(
      0.5 * (1 + Math.log(0.001) / Math.log(0.5)),
      6,
    );
    expect(descriptorOf('limiter')!.latency({}, 48_000)).toBe(176);
    expect(descriptorOf('eq3')!.latency({}, 48_000)).toBe(0);
  });
});

it('Butterworth sections multiply to −3 dB at the corner', () => {
  for (const order of [2, 4, 8]) {
    const corner = butterworthQ(order).reduce((product, q) => product * q, 1);
    expect(corner).toBeCloseTo(Math.SQRT1_2, 10);
  }
});

describe('roomImpulse', () => {
  const settings = { sampleRate: 48_000, decay: 1, preDelay: 0.02, damping: 5000 };
  const energy = (signal: Float32Array): number => signal.reduce((sum, x) => sum + x * x, 0);

  it('is the same every time, silent before it begins, of energy 1, and different left and right', () => {
    const [left, right] = roomImpulse(settings);
    expect(roomImpulse(settings)[0]).toEqual(left);
    expect(energy(left.subarray(0, 960))).toBe(0);
    expect(energy(left)).toBeCloseTo(1, 4);
    expect(energy(right)).toBeCloseTo(1, 4);
    expect(left.some((x, i) => x !== right[i])).toBe(true);
  });

  it('falls by about 60 dB over its decay', () => {
    const [left] = roomImpulse({ ...settings, preDelay: 0 });
    const early = energy(left.subarray(4800, 9600));
    const late = energy(left.subarray(38_400, 43_200));
    // 0.7 s apart at 60 dB per second; the loss of treble adds a little.
    const fall = 10 * Math.log10(early / late);
    expect(fall).toBeGreaterThan(41);
    expect(fall).toBeLessThan(50);
  });
});
