import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fadeCurves } from '../../preload/contract/document';
import { clipFade, fadeGain, fadeSections } from './fades';

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

describe('fadeSections', () => {
  const fade = fc.record({ length: fc.nat(2000), curve: fc.constantFrom(...fadeCurves) });
  it('covers the window without gap or overlap, and holds only where the gain does not move', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1500 }),
        fade,
        fade,
        fc.nat(1500),
        fc.nat(1500),
        (length, a, b, p, q) => {
          const clip = { length, fadeIn: a, fadeOut: b };
          const [from, to] = [Math.min(p, q) % length, Math.min(length, Math.max(p, q))];
          const sections = fadeSections(clip, from, to);
          let at = from;
          for (const section of sections) {
            expect(section.from).toBe(at);
            at = section.to;
            if (section.moves) continue;
            expect(clipFade(clip, section.from)).toBe(1);
            expect(clipFade(clip, section.to)).toBe(1);
          }
          if (to > from) expect(at).toBe(to);
        },
      ),
    );
  });
});
