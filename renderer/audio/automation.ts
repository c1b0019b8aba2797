import {
  GAIN_MAX_DB,
  GAIN_MIN_DB,
  type AutomationPoint,
  type Effect,
  type Send,
} from '../../preload/contract/document';
import { bent, pointBefore, shareOf, type Range } from '../document/automation';
import { lfoLevel, type Lfo } from '../document/modulators';
import { descriptorOf } from './effects/index';

const level: Range = { min: GAIN_MIN_DB, max: GAIN_MAX_DB, scale: 'linear' };
const pan: Range = { min: -1, max: 1, scale: 'linear' };

/** What can be automated: a track, or the master, which has neither pan nor sends. */
export type Automated = {
  readonly volumeDb: number;
  readonly pan?: number;
  readonly sends?: readonly Send[];
  readonly effects: readonly Effect[];
};

/** The range of an automation target and the value that it has without a lane; null when the strip has no such target. */
export function targetOf(strip: Automated, target: string): { range: Range; value: number } | null {
  if (target === 'volume') return { range: level, value: strip.volumeDb };
  if (target === 'pan') return strip.pan === undefined ? null : { range: pan, value: strip.pan };
  const [kind, id, key] = target.split(':');
  if (kind === 'send') {
    const send = strip.sends?.find((candidate) => candidate.id === id);
    return send ? { range: level, value: send.levelDb } : null;
  }
  const effect = strip.effects.find((candidate) => candidate.id === id);
  const param = effect && descriptorOf(effect.type)?.params.find((candidate) => candidate.key === key);
  if (param?.kind !== 'number' || param.structural) return null;
  const { min, max, scale } = param;
  const value = effect?.params[param.key];
  return { range: { min, max, scale }, value: typeof value === 'number' ? value : param.default };
}

/** What a target does over time, apart from what follows sound: the lane, or its resting value, and LFOs on top. */
export type Curve = {
  readonly points: readonly AutomationPoint[];
  readonly range: Range;
  /** in the target's unit, where there are no points */
  readonly value: number;
  readonly lfos: readonly Lfo[];
  /** samples per second of `points` */
  readonly projectRate: number;
};

/** A stop on the way of a curve: the share of the range that is reached in a straight line, or jumped to. */
export type Stop = { readonly at: number; readonly share: number; readonly jump: boolean };

type Section = {
  readonly end: number;
  readonly straight: boolean;
  /** where it rises at once, if it does: upward bends begin with a vertical tangent */
  readonly steep: number | null;
  shareAt(at: number): number;
};

function section(curve: Curve, index: number): Section {
  const { points, range } = curve;
  const from = points[index];
  const next = points[index + 1];
  const hold = from ?? next;
  if (!from || !next) {
    const share = shareOf(range, hold?.value ?? curve.value);
    return { end: next?.at ?? Infinity, straight: true, steep: null, shareAt: () => share };
  }
  const [begin, end] = [shareOf(range, from.value), shareOf(range, next.value)];
  return {
    end: next.at,
    straight: from.bend === 0 || begin === end,
    steep: from.bend > 0 ? from.at : null,
    shareAt: (at) =>
      begin + (end - begin) * bent(Math.min(1, (at - from.at) / (next.at - from.at)), from.bend),
  };
}

function swing({ lfos, projectRate }: Curve, at: number): number {
  let sum = 0;
  for (const lfo of lfos) sum += lfo.depth * lfoLevel(lfo, at / projectRate);
  return sum;
}

/** The share of its range that a curve stands at, not yet limited to 0…1. `at` in samples at the project rate. */
export const shareAt = (curve: Curve, at: number): number =>
  section(curve, pointBefore(curve.points, at)).shareAt(at) + swing(curve, at);

/** Straight lines stand for what is bent, this many samples long, and shorter under a fast LFO. */
const LONGEST_STEP = 64;
const STEPS_PER_CYCLE = 96;

function stepOf({ lfos, projectRate }: Curve): number {
  const fastest = Math.max(0, ...lfos.map(({ rate }) => rate));
  const wanted = fastest === 0 ? LONGEST_STEP : projectRate / (fastest * STEPS_PER_CYCLE);
  return Math.max(8, Math.min(LONGEST_STEP, 2 ** Math.floor(Math.log2(wanted))));
}

/** Multiples of `step` between two samples, and ever closer ones towards a steep beginning. */
function* gridOf({ steep }: Section, step: number, after: number, before: number): Generator<number> {
  let at = after;
  for (;;) {
    const next = (Math.floor(at / step) + 1) * step;
    const near = steep === null ? Infinity : steep + nextNear(at - steep);
    at = Math.min(next, near);
    if (at >= before) return;
    yield at;
  }
}

/** Distances from a steep beginning grow by an eighth each. */
function nextNear(distance: number): number {
  let near = 1;
  while (near <= distance) near = Math.max(near + 1, Math.floor(near * 1.125));
  return near;
}

/**
 * The stops of a curve after `from`, up to and with `to`. They stand on a grid that belongs to the project, so a curve
 * is the same wherever playing began and however far ahead it is planned.
 */
export function* stops(curve: Curve, from: number, to: number): Generator<Stop> {
  const step = stepOf(curve);
  let index = pointBefore(curve.points, from);
  let at = from;
  let last = shareAt(curve, from);
  while (at < to) {
    const current = section(curve, index);
    const end = Math.min(current.end, to);
    const first = current.shareAt(at) + swing(curve, at);
    if (first !== last) yield { at, share: first, jump: true };
    if (!current.straight || curve.lfos.length > 0) {
      for (const grid of gridOf(current, step, at, end)) {
        yield { at: grid, share: current.shareAt(grid) + swing(curve, grid), jump: false };
      }
    }
    last = current.shareAt(end) + swing(curve, end);
    if (end > at) yield { at: end, share: last, jump: false };
    at = end;
    if (end < to || current.end === to) index = Math.max(index + 1, pointBefore(curve.points, end));
  }
  // A step exactly at the end belongs to what follows.
  const next = shareAt(curve, to);
  if (next !== last) yield { at: to, share: next, jump: true };
}
