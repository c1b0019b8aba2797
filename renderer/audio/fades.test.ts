import { describe, expect, it } from 'vitest';
import { fadeCurves } from '../../preload/contract/document';
import { fadeGain } from './fades';

describe('fadeGain', () => {
  it.each(fadeCurves.flatMap((curve) => [-1, 0, 0.6].map((bend) => ({ curve, bend }))))(
    '%o rises from 0 to 1 and stays there',
    (fade) => {
      expect(fadeGain(fade, 0)).toBe(0);
      expect(fadeGain(fade, 1)).toBeCloseTo(1, 12);
      expect(fadeGain(fade, 3)).toBeCloseTo(1, 12);
      for (let x = 0; x < 1; x += 0.05) expect(fadeGain(fade, x + 0.05)).toBeGreaterThan(fadeGain(fade, x));
    },
  );

  it('bends up and down', () => {
    const at = (bend: number): number => fadeGain({ curve: 'linear', bend }, 0.5);
    expect(at(0.5)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(at(-0.5)).toBeCloseTo(0.25, 12);
  });

  it('keeps the power of two equal-power fades that cross', () => {
    const fade = { curve: 'equal-power', bend: 0 } as const;
    for (let x = 0; x <= 1; x += 0.1) {
      expect(fadeGain(fade, x) ** 2 + fadeGain(fade, 1 - x) ** 2).toBeCloseTo(1, 12);
    }
  });
});
