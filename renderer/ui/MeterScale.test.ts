import { expect, it } from 'vitest';
import { METER_LAMP, meterFraction } from './Meter';
import { meterMarks } from './MeterScale';

it.each([70, 140, 400])('figures beside a meter of %d pixels stand at their level and apart', (length) => {
  const shown = meterMarks(length);
  expect(shown.map(({ db }) => db)).toEqual(expect.arrayContaining([0, -60]));
  for (const { db, at } of shown) expect(at).toBeCloseTo(meterFraction(db) * (length - METER_LAMP), 6);
  const places = shown.map(({ at }) => at).sort((a, b) => a - b);
  for (let i = 1; i < places.length; i += 1) expect(places[i]! - places[i - 1]!).toBeGreaterThanOrEqual(15);
});
