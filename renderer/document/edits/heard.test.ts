import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import { applyAll, type Operation } from '../operations';
import { clipEnd } from '../select';
import { sourceLength, sourceSample } from '../sources';
import { clipOf, smallProject } from '../testing/fixtures';
import { endLoops, loopNotches, loopParts } from './clip-loop';
import { envelopeDb } from './envelope';
import { joinClips } from './join';
import { slipClips } from './slip';
import { reverseClips, setStretch, stretchEdge } from './source';
import { splitClips } from './split';
import { clearRange, cropToRange, deleteTime, insertTime, splitAtRange } from './time-range';
import { trimEnd, trimStart } from './trim';

const after = (document: ProjectDocument, operations: Operation[]): ProjectDocument =>
  applyAll(document, operations).document;

const WHOLE = 192_000;

/** A clip of the sound rain, of 192,000 samples, somewhere on t0: looped or not, with an envelope or none. */
const anyClip: fc.Arbitrary<Clip> = fc
  .record({
    start: fc.nat(100_000),
    offset: fc.nat(WHOLE - 20_000),
    loops: fc.boolean(),
    loopLength: fc.integer({ min: 5000, max: 20_000 }),
    length: fc.integer({ min: 2000, max: 20_000 }),
    rounds: fc.integer({ min: 1, max: 5 }),
    points: fc.uniqueArray(fc.integer({ min: 0, max: 20_000 }), { maxLength: 4 }),
  })
  .map(({ start, offset, loops, loopLength, length, rounds, points }) =>
    clipOf({
      id: 'x',
      trackId: 't0',
      soundId: 'rain',
      start,
      offset,
      length: loops ? length * rounds : length,
      loop: loops ? { start: Math.max(0, offset - 3000), length: loopLength } : null,
      envelope: points.sort((a, b) => a - b).map((at, index) => ({ at, gainDb: -6 * (index % 3) })),
    }),
  );

const withClip = (clip: Clip): ProjectDocument => ({ ...smallProject(), clips: { x: clip } });

/** What sounds on all tracks at a moment: which sample of which sound, and how loud. */
function heard(document: ProjectDocument, time: number): string[] {
  return Object.values(document.clips)
    .filter((clip) => clip.start <= time && time < clipEnd(clip))
    .map((clip) => {
      const p = time - clip.start;
      return `${clip.soundId} ${sourceSample(clip, p)} ${envelopeDb(clip.envelope, p).toFixed(6)}`;
    })
    .sort();
}

const moments = (from: number, to: number): number[] =>
  Array.from({ length: 40 }, (_, index) => Math.floor(from + ((to - from) * index) / 40));

function expectSame(
  a: ProjectDocument,
  b: ProjectDocument,
  from: number,
  to: number,
  at: (time: number) => number = (time) => time,
): void {
  for (const time of moments(from, to)) expect(heard(b, at(time))).toEqual(heard(a, time));
}

const cut = fc.integer({ min: 1, max: 1900 });
const allTracks = ['t0', 't1', 't2'];

describe('what is heard', () => {
  it('stays through a split, and through joining the parts again', () => {
    fc.assert(
      fc.property(anyClip, cut, (clip, at) => {
        const before = withClip(clip);
        const split = after(before, splitClips(before, ['x'], clip.start + at));
        expect(Object.keys(split.clips)).toHaveLength(2);
        expectSame(before, split, clip.start, clipEnd(clip));
        const joined = after(split, joinClips(split, Object.keys(split.clips)));
        expect(Object.keys(joined.clips)).toEqual(['x']);
        expectSame(before, joined, clip.start, clipEnd(clip));
      }),
    );
  });

  it('stays where it is in time when an edge is trimmed, and comes back', () => {
    fc.assert(
      fc.property(anyClip, cut, (clip, by) => {
        const before = withClip(clip);
        const left = after(before, trimStart(before, ['x'], by));
        expectSame(before, left, clip.start + by, clipEnd(clip));
        expect(after(left, trimStart(left, ['x'], -by)).clips).toEqual(before.clips);
        const right = after(before, trimEnd(before, ['x'], -by));
        expectSame(before, right, clip.start, clipEnd(clip) - by);
        expectSame(before, after(right, trimEnd(right, ['x'], by)), clip.start, clipEnd(clip));
      }),
    );
  });

  it('turns round with a clip that is reversed, and twice reversed is as it was', () => {
    fc.assert(
      fc.property(anyClip, (clip) => {
        const before = withClip(clip);
        const turned = after(before, reverseClips(before, ['x']));
        const now = turned.clips['x'] ?? clip;
        for (const p of moments(0, clip.length)) {
          const mirrored = WHOLE - 1 - sourceSample(clip, clip.length - 1 - p);
          expect(sourceSample(now, p)).toBe(mirrored);
          expect(envelopeDb(now.envelope, p)).toBeCloseTo(envelopeDb(clip.envelope, clip.length - p), 6);
        }
        expect(after(turned, reverseClips(turned, ['x'])).clips).toEqual(before.clips);
      }),
    );
  });

  it('moves inside a clip that is slipped, its envelope with it', () => {
    fc.assert(
      fc.property(anyClip, fc.integer({ min: -3000, max: 3000 }), (clip, by) => {
        const before = withClip(clip);
        const now = after(before, slipClips(before, ['x'], by)).clips['x'] ?? clip;
        const moved = clip.loop ? by : clip.offset - now.offset;
        expect([now.start, now.length]).toEqual([clip.start, clip.length]);
        for (const p of moments(0, clip.length)) {
          expect(sourceSample(now, p)).toBe(sourceSample(clip, p - moved));
          if (!clip.loop)
            expect(envelopeDb(now.envelope, p)).toBeCloseTo(envelopeDb(clip.envelope, p - moved), 6);
        }
      }),
    );
  });

  it('stays outside of a range that is cleared, inside of one that is cropped to, and split at', () => {
    fc.assert(
      fc.property(anyClip, cut, cut, (clip, a, b) => {
        const before = withClip(clip);
        const [start, end] = [clip.start + Math.min(a, b), clip.start + Math.max(a, b) + 1];
        const range = { start, end, trackIds: allTracks };
        const cleared = after(before, clearRange(before, range));
        expectSame(before, cleared, clip.start, start);
        expectSame(before, cleared, end, clipEnd(clip));
        expect(moments(start, end).flatMap((time) => heard(cleared, time))).toEqual([]);
        const cropped = after(before, cropToRange(before, range));
        expectSame(before, cropped, start, end);
        expect([...heard(cropped, start - 1), ...heard(cropped, end)]).toEqual([]);
        expectSame(before, after(before, splitAtRange(before, range)), clip.start, clipEnd(clip));
      }),
    );
  });

  it('comes forward by the time that is cut out, and back by the time that is put in', () => {
    fc.assert(
      fc.property(anyClip, cut, cut, (clip, a, b) => {
        const before = withClip(clip);
        const [start, end] = [clip.start + Math.min(a, b), clip.start + Math.max(a, b) + 1];
        const range = { start, end, trackIds: allTracks };
        const cutOut = after(before, deleteTime(before, range));
        expectSame(before, cutOut, clip.start, start);
        expectSame(before, cutOut, end, clipEnd(clip), (time) => time - (end - start));
        const putIn = after(before, insertTime(before, range));
        expectSame(before, putIn, clip.start, start);
        expectSame(before, putIn, start, clipEnd(clip), (time) => time + end - start);
        expect(moments(start, end).flatMap((time) => heard(putIn, time))).toEqual([]);
      }),
    );
  });

  it('does not change while what is shown becomes a loop, and is drawn out round and round', () => {
    const clip = clipOf({ id: 'x', trackId: 't0', soundId: 'rain', offset: 1000, length: 3000 });
    const before = withClip(clip);
    const looped = after(before, loopParts(before, ['x']));
    expectSame(before, looped, 0, 3000);
    const long = after(looped, trimEnd(looped, ['x'], 5000));
    expect(heard(long, 7000)).toEqual(heard(before, 1000));
    expect(loopNotches(long.clips['x'] ?? clip)).toEqual([3000, 6000]);
    expect(after(long, endLoops(long, ['x'])).clips['x']).toEqual(clip);
  });
});

describe('stretch', () => {
  it('gives the clip the length it is drawn to, to the sample, and never more than its sound', () => {
    fc.assert(
      fc.property(
        anyClip,
        fc.constantFrom<'start' | 'end'>('start', 'end'),
        fc.integer({ min: -1000, max: 4000 }),
        (clip, edge, by) => {
          const before = withClip({ ...clip, start: 500_000 });
          const now = after(before, stretchEdge(before, ['x'], edge, edge === 'end' ? by : -by)).clips['x'];
          if (!now) throw new Error('the clip is gone');
          const wanted = clip.length + by;
          if (wanted <= clip.length * 4) expect(Math.abs(now.length - wanted)).toBeLessThanOrEqual(1);
          const whole = sourceLength({ frames: 176_400, sampleRate: 44_100 }, now, 48_000);
          if (!now.loop) expect(now.offset + now.length).toBeLessThanOrEqual(whole);
          if (edge === 'start') expect(clipEnd(now)).toBe(500_000 + clip.length);
        },
      ),
    );
  });

  it('of a whole sound shows the whole sound, at any length', () => {
    const clip = clipOf({ id: 'x', trackId: 't0', soundId: 'rain', length: WHOLE });
    fc.assert(
      fc.property(fc.integer({ min: WHOLE / 4, max: WHOLE * 4 }), (length) => {
        const before = withClip(clip);
        const now = after(before, stretchEdge(before, ['x'], 'end', length - WHOLE)).clips['x'];
        expect(now?.length).toBe(length);
        const whole = now && sourceLength({ frames: 176_400, sampleRate: 44_100 }, now, 48_000);
        expect(whole).toBe(length);
      }),
    );
    const before = withClip(clip);
    expect(after(before, setStretch(before, ['x'], 9)).clips['x']).toMatchObject({
      stretch: 4,
      length: 4 * WHOLE,
    });
  });
});
