import { describe, expect, it } from 'vitest';
import type { ProjectDocument } from '../../../preload/contract/document';
import { automationValue } from '../automation';
import { applyAll, type Operation } from '../operations';
import { smallProject } from '../testing/fixtures';
import { laneOfTarget } from './automation';
import { carryAutomation } from './carry-automation';
import { copyClipsShifted, moveClips } from './move';

const SECOND = 48_000;

/** Clip a lies on t0 from 1 s to 2 s; the lane stands at −20 there, at 0 elsewhere. */
function withLane(): ProjectDocument {
  const document = smallProject();
  const points = [
    { at: SECOND - 1, value: 0, bend: 0 },
    { at: SECOND, value: -20, bend: 0 },
    { at: 2 * SECOND, value: -20, bend: 0 },
    { at: 2 * SECOND + 1, value: 0, bend: 0 },
  ];
  const lane = { id: 'l', target: 'volume', points, bypassed: false, shown: true };
  return applyAll(document, [{ type: 'track.set', id: 't0', changes: { automation: [lane] } }]).document;
}

function after(operations: (document: ProjectDocument) => Operation[]) {
  const before = withLane();
  const carried = carryAutomation(before, operations(before), () => 'linear');
  const { document, inverse } = applyAll(before, carried);
  expect(applyAll(document, inverse).document).toEqual(before);
  return (trackId: string, seconds: number): number | null =>
    automationValue(laneOfTarget(document, trackId, 'volume')?.points ?? [], seconds * SECOND);
}

describe('automation goes with its clip', () => {
  it('when that moves in time', () => {
    const value = after((document) => moveClips(document, ['a'], { time: 6 * SECOND, rows: 0 }));
    expect([0.5, 1.5, 3, 7.5, 8.5].map((at) => value('t0', at))).toEqual([0, 0, 0, -20, 0]);
  });

  it('when that moves to another track, whose lane is made', () => {
    const value = after((document) => moveClips(document, ['a'], { time: 0, rows: 2 }));
    expect(value('t0', 1.5)).toBe(0);
    expect([0.5, 1.5, 3].map((at) => value('t2', at))).toEqual([0, -20, 0]);
  });

  it('when that is copied, and stays where it was as well', () => {
    const value = after((document) => copyClipsShifted(document, ['a'], { time: 6 * SECOND, rows: 0 }));
    expect([1.5, 3, 7.5].map((at) => value('t0', at))).toEqual([-20, 0, -20]);
  });
});

it('a clip that is trimmed leaves automation alone', () => {
  const before = withLane();
  const trim: Operation[] = [
    { type: 'clip.set', id: 'a', changes: { start: 50_000, length: 46_000, offset: 50_000 } },
  ];
  expect(carryAutomation(before, trim, () => 'linear')).toEqual(trim);
});
