import { describe, expect, it } from 'vitest';
import { shareOf } from '../document/automation';
import { lfoLevel, lfoOf, lfoWaves } from '../document/modulators';
import { shareAt, stops, targetOf, type Curve } from './automation';
import { AutomationLine, type LineParam } from './automationLine';
import { newEffect } from './effects/index';

const range = { min: -72, max: 12, scale: 'linear' } as const;
const curve: Curve = {
  points: [
    { at: 1000, value: -72, bend: 0 },
    { at: 2000, value: 12, bend: 0.7 },
    { at: 3000, value: -30, bend: 0 },
    { at: 3000, value: 0, bend: 0 },
  ],
  range,
  value: -6,
  lfos: [],
  projectRate: 48_000,
};

const recorded = (): { param: LineParam; log: string[] } => {
  const log: string[] = [];
  const param: LineParam = {
    setValueAtTime: (value, time) => (log.push(`set ${value} ${time}`), param as AudioParam),
    linearRampToValueAtTime: (value, time) => (log.push(`ramp ${value} ${time}`), param as AudioParam),
    cancelScheduledValues: (time) => (log.push(`cancel ${time}`), param as AudioParam),
  };
  return { param, log };
};

/** A curve drawn through its stops, in parts of any length, as the scheduler does. */
function drawn(of: Curve, from: number, to: number, part: number): AutomationLine {
  const line = new AutomationLine(recorded().param, 1);
  line.jump(from, shareAt(of, from));
  for (let at = from; at < to; at += part) {
    for (const stop of stops(of, at, Math.min(to, at + part))) {
      if (stop.jump) line.jump(stop.at, stop.share);
      else line.ramp(stop.at, stop.share);
    }
  }
  return line;
}

describe('stops', () => {
  it.each([100_000, 1000, 777])('draw the curve, planned %d samples at a time', (part) => {
    const line = drawn(curve, 500, 5000, part);
    for (let at = 500; at < 5000; at += 13) {
      const exact = at >= 2000 && at < 2064 ? 2 : 3;
      expect(line.valueAt(at), String(at)).toBeCloseTo(shareAt(curve, at), exact);
    }
    expect(line.valueAt(2999.999)).toBeCloseTo(shareOf(range, -30), 3);
    expect(line.valueAt(3000)).toBe(shareOf(range, 0));
    expect(line.valueAt(1500)).toBeCloseTo(0.5, 12);
  });

  it('are few where nothing bends', () => {
    expect([...stops(curve, 3000, 480_000)]).toHaveLength(1);
    expect([...stops(curve, 0, 1999)]).toHaveLength(2);
  });

  it('carry LFOs, the same from wherever they begin', () => {
    const moved: Curve = {
      ...curve,
      points: [],
      lfos: [
        lfoOf({ id: 'm', type: 'lfo', target: 'volume', depth: 0.2, bypassed: false, params: { rate: 5 } }),
      ],
    };
    const whole = drawn(moved, 0, 48_000, 5000);
    const late = drawn(moved, 12_345, 48_000, 997);
    for (let at = 13_000; at < 48_000; at += 101) {
      expect(late.valueAt(at)).toBeCloseTo(whole.valueAt(at), 4);
      expect(whole.valueAt(at)).toBeCloseTo(
        shareOf(range, -6) + 0.2 * Math.sin((2 * Math.PI * 5 * at) / 48_000),
        3,
      );
    }
  });
});

describe('AutomationLine', () => {
  it('is cut on the line it was on', () => {
    const { param, log } = recorded();
    const line = new AutomationLine(param, 1);
    line.jump(0, 0);
    line.ramp(100, 1);
    line.cut(50);
    expect(log.slice(2)).toEqual(['cancel 50', 'ramp 0.5 50']);
    expect(line.valueAt(5000)).toBe(0.5);
    expect(line.valueAt(25)).toBe(0.25);
  });

  it('holds where nothing moved', () => {
    const line = new AutomationLine(recorded().param, 1);
    line.jump(0, 0.3);
    line.jump(100, 1);
    line.cut(50);
    line.forget(60);
    expect(line.valueAt(60)).toBe(0.3);
  });
});

it('knows its targets', () => {
  const effect = newEffect('filter');
  const strip = { volumeDb: -3, pan: 0.5, sends: [], effects: [effect] };
  expect(targetOf(strip, 'volume')?.value).toBe(-3);
  expect(targetOf(strip, 'pan')?.range.min).toBe(-1);
  expect(targetOf({ volumeDb: 0, effects: [] }, 'pan')).toBeNull();
  expect(targetOf(strip, 'send:nowhere')).toBeNull();
  expect(targetOf(strip, `effect:${effect.id}:frequency`)?.range).toEqual({
    min: 20,
    max: 20_000,
    scale: 'log',
  });
  expect(targetOf(strip, `effect:${effect.id}:type`)).toBeNull();
});

it('an LFO of any shape stays within −1…1, belongs to the time, and does not jump', () => {
  for (const shape of lfoWaves) {
    const lfo = lfoOf({
      id: 'x',
      type: 'lfo',
      target: 'pan',
      depth: 1,
      bypassed: false,
      params: { rate: 3, shape, phase: 90 },
    });
    const levels = Array.from({ length: 96_000 }, (_, i) => lfoLevel(lfo, i / 48_000));
    const step = levels.reduce(
      (most, level, i) => Math.max(most, Math.abs(level - (levels[i - 1] ?? level))),
      0,
    );
    expect(Math.max(...levels.map(Math.abs))).toBeLessThanOrEqual(1 + 1e-9);
    expect(step, shape).toBeLessThan(0.011);
  }
});
