import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatValue, fromFraction, parseValue, stepped, toFraction, type ValueRange } from './valueRange';

const range = (changes: Partial<ValueRange>): ValueRange => ({
  min: 0,
  max: 100,
  default: 50,
  scale: 'linear',
  decimals: 1,
  unit: '',
  ...changes,
});
const hertz = range({ min: 20, max: 20_000, default: 1000, scale: 'log', decimals: 0, unit: 'Hz' });
const fader = range({ min: -72, max: 12, default: 0, scale: 'fader', unit: 'dB' });
const pan = range({ min: -1, max: 1, default: 0, decimals: 2, unit: 'pan' });
const seconds = range({ min: 0.01, max: 4, default: 0.3, scale: 'log', decimals: 3, unit: 's' });

describe('travel', () => {
  it.each([
    ['log', hertz],
    ['fader', fader],
    ['linear', range({})],
  ])('%s goes there and back', (_, scale) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (fraction) => {
        const value = fromFraction(scale, fraction);
        expect(value).toBeGreaterThanOrEqual(scale.min);
        expect(value).toBeLessThanOrEqual(scale.max);
        expect(Math.abs(toFraction(scale, value) - fraction)).toBeLessThan(0.02);
      }),
    );
  });

  it('puts 0 dB at four fifths of a fader, and the ends at the ends', () => {
    expect(toFraction(fader, 0)).toBeCloseTo(0.8, 6);
    expect(fromFraction(fader, 0)).toBe(-72);
    expect(fromFraction(fader, 1)).toBe(12);
  });
});

describe('text', () => {
  it('shows units as people write them', () => {
    expect(formatValue(hertz, 440)).toBe('440 Hz');
    expect(formatValue(hertz, 1250)).toBe('1.25 kHz');
    expect(formatValue(hertz, 12_500)).toBe('12.5 kHz');
    expect(formatValue(fader, -72)).toBe('−∞ dB');
    expect(formatValue(fader, -6)).toBe('−6.0 dB');
    expect(formatValue(pan, 0)).toBe('C');
    expect(formatValue(pan, -0.3)).toBe('L 30');
    expect(formatValue(range({ unit: ':1' }), 4)).toBe('4.0:1');
  });

  it('reads what people type', () => {
    expect(parseValue(hertz, '1.5k')).toBe(1500);
    expect(parseValue(hertz, '2,5 kHz')).toBe(2500);
    expect(parseValue(hertz, '999999')).toBe(20_000);
    expect(parseValue(fader, '−12 dB')).toBe(-12);
    expect(parseValue(fader, '-inf')).toBe(-72);
    expect(parseValue(seconds, '250 ms')).toBe(0.25);
    expect(parseValue(pan, 'L 40')).toBe(-0.4);
    expect(parseValue(pan, '-25')).toBe(-0.25);
    expect(parseValue(pan, 'c')).toBe(0);
    expect(parseValue(hertz, 'loud')).toBeNull();
    expect(parseValue(hertz, '')).toBeNull();
  });

  it('reads back what it shows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(hertz, fader, pan, seconds),
        (at, scale) => {
          const value = fromFraction(scale, at);
          const read = parseValue(scale, formatValue(scale, value));
          expect(read).not.toBeNull();
          expect(Math.abs(toFraction(scale, read!) - toFraction(scale, value))).toBeLessThan(0.01);
        },
      ),
    );
  });
});

describe('stepped', () => {
  it('always moves, and stops at the ends', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(hertz, fader, pan, seconds),
        fc.constantFrom('fine' as const, 'normal' as const, 'large' as const),
        (at, scale, size) => {
          const value = fromFraction(scale, at);
          const up = stepped(scale, value, 1, size);
          if (value < scale.max) expect(up).toBeGreaterThan(value);
          else expect(up).toBe(scale.max);
          const down = stepped(scale, value, -1, size);
          if (value > scale.min) expect(down).toBeLessThan(value);
          else expect(down).toBe(scale.min);
        },
      ),
    );
  });
});
