import { describe, expect, it } from 'vitest';
import { fadeCurves } from '../../preload/contract/document';
import { fadeGain } from './fades';

describe('fadeGain', () => {
  it.each(fadeCurves)('%s rises from 0 to 1 and stays there', (curve) => {
    expect(fadeGain(curve, 0)).toBe(0);
    expect(fadeGain(curve, 1)).toBeCloseTo(1, 12);
    expect(fadeGain(curve, 3)).toBeCloseTo(1, 12);
    for (let x = 0; x < 1; x += 0.05) expect(fadeGain(curve, x + 0.05)).toBeGreaterThan(fadeGain(curve, x));
  });

  it('keeps the power of two equal-power fades that cross', () => {
    for (let x = 0; x <= 1; x += 0.1) {
      expect(fadeGain('equal-power', x) ** 2 + fadeGain('equal-power', 1 - x) ** 2).toBeCloseTo(1, 12);
    }
  });
});
