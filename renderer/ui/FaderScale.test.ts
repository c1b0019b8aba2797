import { expect, it } from 'vitest';
import { marksFor } from './FaderScale';
import type { ValueRange } from './valueRange';

const range: ValueRange = { min: -72, max: 12, default: 0, scale: 'fader', decimals: 1, unit: 'dB' };

it('shows as many figures as fit, unity always', () => {
  for (const length of [40, 80, 140, 300]) {
    const shown = marksFor(range, length).toSorted((a, b) => a.at - b.at);
    expect(shown.some(({ db }) => db === 0)).toBe(true);
    shown.forEach(({ at }, index) => {
      const before = shown[index - 1];
      if (before) expect(at - before.at).toBeGreaterThanOrEqual(12);
    });
  }
  expect(marksFor(range, 300).length).toBeGreaterThan(marksFor(range, 80).length);
});
