import { describe, expect, it } from 'vitest';
import type { Clip, ProjectDocument } from '../../preload/contract/document';
import type { OverlapPolicy } from './arranging';
import { addMarker } from './edits/markers';
import { moveClips } from './edits/move';
import { trimEnd, trimStart } from './edits/trim';
import { applyAll, type Operation } from './operations';
import { settleOverlaps } from './overlaps';
import { followers, openGap, rippleRemove, rippleTrim } from './ripple';
import { clipEnd, clipsOfTrack } from './select';
import { clipOf, smallProject } from './testing/fixtures';

const SECOND = 48_000;

/** Clips of the sound rain on t0, as [id, start, length] in seconds, each from the sound's second second. */
function lane(...places: readonly (readonly [string, number, number])[]): ProjectDocument {
  const clips = places.map(([id, start, length]) =>
    clipOf({
      id,
      trackId: 't0',
      soundId: 'rain',
      start: start * SECOND,
      length: length * SECOND,
      offset: SECOND,
    }),
  );
  return { ...smallProject(), clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])) };
}

const edit = (document: ProjectDocument, operations: Operation[], policy: OverlapPolicy): ProjectDocument =>
  applyAll(document, settleOverlaps(document, operations, policy)).document;

const by = (document: ProjectDocument, id: string, seconds: number): Operation[] =>
  moveClips(document, [id], { time: seconds * SECOND, rows: 0 });

const clip = (document: ProjectDocument, id: string): Clip => {
  const found = document.clips[id];
  if (!found) throw new Error(`no clip ${id}`);
  return found;
};

/** Start and end in seconds, of all clips on t0 by start. */
const places = (document: ProjectDocument): number[][] =>
  clipsOfTrack(document, 't0').map((each) => [each.start / SECOND, clipEnd(each) / SECOND]);

describe('crossfade', () => {
  const apart = lane(['a', 0, 2], ['b', 2, 2], ['c', 6, 2]);

  it('fades equally loud through the overlap, and follows it while it changes', () => {
    const over = edit(apart, by(apart, 'b', -0.5), 'crossfade');
    for (const fade of [clip(over, 'a').fadeOut, clip(over, 'b').fadeIn])
      expect(fade).toEqual({ length: SECOND / 2, curve: 'equal-power', bend: 0 });
    const less = edit(over, by(over, 'b', 0.25), 'crossfade');
    expect([clip(less, 'a').fadeOut.length, clip(less, 'b').fadeIn.length]).toEqual([12_000, 12_000]);
  });

  it('goes with the overlap: by a move, a trim, or when a clip is deleted, under any policy that settles', () => {
    const over = edit(apart, by(apart, 'b', -0.5), 'crossfade');
    for (const policy of ['crossfade', 'trim', 'push'] as const) {
      const away = edit(over, by(over, 'b', 1), policy);
      expect([clip(away, 'a').fadeOut.length, clip(away, 'b').fadeIn.length]).toEqual([0, 0]);
      const trimmed = edit(over, trimEnd(over, ['a'], -SECOND), policy);
      expect(clip(trimmed, 'b').fadeIn.length).toBe(0);
      expect(clip(edit(over, [{ type: 'clip.remove', id: 'b' }], policy), 'a').fadeOut.length).toBe(0);
    }
  });

  it('keeps the curve that a person gave it, and leaves fades alone that are none', () => {
    const over = edit(apart, by(apart, 'b', -0.5), 'crossfade');
    const curved = applyAll(over, [
      { type: 'clip.set', id: 'a', changes: { fadeOut: { length: 24_000, curve: 's-curve', bend: 0.2 } } },
    ]).document;
    expect(clip(edit(curved, by(curved, 'b', -0.5), 'crossfade'), 'a').fadeOut).toEqual({
      length: SECOND,
      curve: 's-curve',
      bend: 0.2,
    });
    const faded = applyAll(apart, [
      { type: 'clip.set', id: 'a', changes: { fadeOut: { length: 99, curve: 'linear', bend: 0 } } },
    ]).document;
    expect(clip(edit(faded, by(faded, 'b', 1), 'crossfade'), 'a').fadeOut.length).toBe(99);
  });

  it('is none for a clip within another, and keep changes nothing at all', () => {
    const layered = lane(['a', 0, 3], ['b', 4, 1]);
    const within = edit(layered, by(layered, 'b', -3), 'crossfade');
    expect([clip(within, 'a').fadeOut.length, clip(within, 'b').fadeIn.length]).toEqual([0, 0]);
    expect(settleOverlaps(apart, by(apart, 'b', -0.5), 'keep')).toEqual(by(apart, 'b', -0.5));
  });

  it('stays at the cut when a clip of it is split', () => {
    const over = edit(apart, by(apart, 'b', -0.5), 'crossfade');
    const length = clip(over, 'a').length;
    const split = edit(
      over,
      [
        {
          type: 'clip.set',
          id: 'a',
          changes: { length: SECOND, fadeOut: { ...clip(over, 'a').fadeOut, length: 0 } },
        },
        {
          type: 'clip.add',
          clip: { ...clip(over, 'a'), id: 'a2', start: SECOND, length: length - SECOND, offset: 2 * SECOND },
        },
      ],
      'crossfade',
    );
    expect([clip(split, 'a2').fadeOut.length, clip(split, 'b').fadeIn.length]).toEqual([24_000, 24_000]);
  });
});

describe('trim policy', () => {
  it('cuts away what lies beneath, in two where the clip lies within it, and removes what is covered', () => {
    const under = lane(['a', 0, 3], ['b', 5, 1], ['c', 1.2, 0.5]);
    const cut = edit(under, by(under, 'b', -4), 'trim');
    expect(places(cut)).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    const right = clipsOfTrack(cut, 't0')[2];
    expect(right?.offset).toBe(3 * SECOND);
    expect(cut.clips['c']).toBeUndefined();
  });
});

describe('push policy', () => {
  it('moves what begins beneath to later, and what that meets', () => {
    const row = lane(['a', 0, 1], ['b', 2, 1], ['c', 3.5, 1], ['x', 8, 2]);
    const pushed = edit(row, by(row, 'x', -6.5), 'push');
    expect([clip(pushed, 'x').start, clip(pushed, 'b').start, clip(pushed, 'c').start]).toEqual([
      1.5 * SECOND,
      3.5 * SECOND,
      4.5 * SECOND,
    ]);
    expect(clip(pushed, 'a').start).toBe(0);
  });

  it('puts the clip behind what began before it; an edge drawn out to the left stops there', () => {
    const row = lane(['a', 0, 2], ['b', 4, 2]);
    expect(places(edit(row, by(row, 'b', -3), 'push'))).toEqual([
      [0, 2],
      [2, 4],
    ]);
    const near = lane(['a', 0, 2], ['b', 2.5, 1]);
    const drawn = edit(near, trimStart(near, ['b'], -SECOND), 'push');
    expect(places(drawn)).toEqual([
      [0, 2],
      [2, 3.5],
    ]);
    expect(clip(drawn, 'b').offset).toBe(SECOND / 2);
  });
});

describe('ripple', () => {
  const row = lane(['a', 0, 1], ['b', 1.5, 1], ['c', 3, 1]);
  const two: ProjectDocument = {
    ...row,
    clips: { ...row.clips, d: clipOf({ id: 'd', trackId: 't1', soundId: 'rain', start: 3 * SECOND }) },
  };
  const starts = (document: ProjectDocument): Record<string, number> =>
    Object.fromEntries(Object.values(document.clips).map((each) => [each.id, each.start / SECOND]));

  it('closes the time of what is deleted, on the track or on all, with markers', () => {
    const marked = applyAll(two, addMarker(two, 3.5 * SECOND)).document;
    const run = (ripple: 'off' | 'track' | 'all'): ProjectDocument =>
      applyAll(marked, rippleRemove(marked, ['b'], ripple)).document;
    expect(starts(run('off'))).toEqual({ a: 0, c: 3, d: 3 });
    expect(starts(run('track'))).toEqual({ a: 0, c: 2, d: 3 });
    expect(starts(run('all'))).toEqual({ a: 0, c: 2, d: 2 });
    expect(run('track').markers[0]?.at).toBe(3.5 * SECOND);
    expect(run('all').markers[0]?.at).toBe(2.5 * SECOND);
  });

  it('lets what is behind follow a trim, and a move', () => {
    const run = (operations: Operation[]): Record<string, number> =>
      starts(applyAll(two, operations).document);
    expect(run(rippleTrim(two, ['a'], 'end', SECOND, 'track'))).toEqual({ a: 0, b: 2.5, c: 4, d: 3 });
    const left = applyAll(two, rippleTrim(two, ['b'], 'start', SECOND / 2, 'all')).document;
    expect(starts(left)).toEqual({ a: 0, b: 1.5, c: 2.5, d: 2.5 });
    expect(clip(left, 'b')).toMatchObject({ length: SECOND / 2, offset: 1.5 * SECOND });
    expect(followers(two, ['b'], 'track')).toEqual(['b', 'c']);
    expect(followers(two, ['b'], 'all').sort()).toEqual(['b', 'c', 'd']);
  });

  it('makes room for what is pasted', () => {
    const run = (ripple: 'off' | 'track' | 'all'): Record<string, number> =>
      starts(applyAll(two, openGap(two, ['t0'], 1.5 * SECOND, SECOND, ripple)).document);
    expect(run('off')).toEqual({ a: 0, b: 1.5, c: 3, d: 3 });
    expect(run('track')).toEqual({ a: 0, b: 2.5, c: 4, d: 3 });
    expect(run('all')).toEqual({ a: 0, b: 2.5, c: 4, d: 4 });
  });
});
