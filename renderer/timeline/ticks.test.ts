import { describe, expect, it } from 'vitest';
import { mix } from './colour-mix';
import { ticksOf } from './ticks';
import { formatBars, formatFrames, formatSamples, formatSeconds } from './timecode';

describe('timecode', () => {
  it('shows hours when there are some and the decimals that the step needs', () => {
    expect(formatSeconds(5)).toBe('0:05');
    expect(formatSeconds(65.25, 0.25)).toBe('1:05.3');
    expect(formatSeconds(65.25, 0.01)).toBe('1:05.25');
    expect(formatSeconds(3661.0005, 0.001)).toBe('1:01:01.001');
    expect(formatSeconds(59.9999, 0.1)).toBe('1:00.0');
  });

  it('counts bars and beats from 1', () => {
    expect(formatFrames(67.48, 25)).toBe('0:01:07:12');
    expect(formatSamples(1.5, 48_000)).toBe('72\u202f000');
    expect(formatBars(0, 120, 2)).toBe('1');
    expect(formatBars(2, 120, 2)).toBe('2');
    expect(formatBars(2.5, 120, 0.5)).toBe('2.2');
    expect(formatBars(2.625, 120, 0.125)).toBe('2.2.25');
  });
});

describe('ticks', () => {
  it('label every line that carries a label, from the left edge to the right', () => {
    const ticks = ticksOf({ pixelsPerSecond: 60, scrollSeconds: 0 }, 240, 'seconds', {
      tempo: 120,
      sampleRate: 48_000,
    });
    expect(ticks.map((tick) => tick.x)).toEqual([0, 30, 60, 90, 120, 150, 180, 210, 240]);
    expect(ticks.flatMap((tick) => tick.label ?? [])).toEqual(['0:00', '0:02', '0:04']);
  });

  it('keep a label whose text reaches into the window from the left', () => {
    const [first] = ticksOf({ pixelsPerSecond: 60, scrollSeconds: 2.1 }, 240, 'seconds', {
      tempo: 120,
      sampleRate: 48_000,
    });
    expect(first?.label).toBe('0:02');
    expect(first?.x).toBeCloseTo(-6);
  });

  it('stay as many as the window holds, an hour in at any zoom', () => {
    for (const pixelsPerSecond of [0.02, 0.3, 7, 90, 6000]) {
      const view = { pixelsPerSecond, scrollSeconds: 3600 };
      expect(ticksOf(view, 2000, 'seconds', { tempo: 120, sampleRate: 48_000 }).length).toBeLessThan(
        2000 / 16 + 10,
      );
    }
  });
});

it('mixes colours by channel', () => {
  expect(mix('#ff0080', 50, '#000000')).toBe('#800040');
  expect(mix('#ff0080', 100, '#123456')).toBe('#ff0080');
});
