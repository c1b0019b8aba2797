import { describe, expect, it } from 'vitest';
import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import { applyAll, type Operation } from '../operations';
import { clipsOfTrack } from '../select';
import { smallProject, soundOf } from '../testing/fixtures';
import { addedClipIds } from './changed';
import { copyClips, pasteClips } from './clipboard';
import { duplicateClips } from './duplicate';
import { setFadeLength } from './fade';
import { changeGain, setGain } from './gain';
import { moveLoopEdge, moveLoopRegion, setLoopRegion } from './loop-region';
import { moveClips } from './move';
import { placeSound } from './place';
import { removeClips } from './remove';
import { splitClips } from './split';
import { duplicateTrack, moveTrack, removeTrack, soloExclusively } from './tracks';
import { trimEnd, trimStart } from './trim';

const project = smallProject();
const after = (operations: Operation[], document = project): ProjectDocument =>
  applyAll(document, operations).document;
const clip = (document: ProjectDocument, id: string): Clip => {
  const found = document.clips[id];
  if (!found) throw new Error(`no clip ${id}`);
  return found;
};

describe('move', () => {
  it('stops the group where its first clip meets the start, and keeps the distances', () => {
    const moved = after(moveClips(project, ['a', 'b', 'c'], { time: -100_000, rows: 0 }));
    expect([clip(moved, 'a').start, clip(moved, 'b').start, clip(moved, 'c').start]).toEqual([
      0, 96_000, 24_000,
    ]);
  });

  it('stops the group where its outermost clip meets the first or last track', () => {
    const down = after(moveClips(project, ['a', 'c'], { time: 0, rows: 9 }));
    expect([clip(down, 'a').trackId, clip(down, 'c').trackId]).toEqual(['t1', 't2']);
    const up = after(moveClips(project, ['a', 'c'], { time: 0, rows: -9 }));
    expect([clip(up, 'a').trackId, clip(up, 'c').trackId]).toEqual(['t0', 't1']);
  });

  it('says nothing when nothing moves, or nothing is there to move', () => {
    expect(moveClips(project, ['a'], { time: 0, rows: 0 })).toEqual([]);
    expect(moveClips(project, ['gone'], { time: 5, rows: 0 })).toEqual([]);
  });
});

describe('trim', () => {
  it('left edge keeps what is heard in place and stops at the beginning of the sound', () => {
    const later = clip(after(trimStart(project, ['a'], 1000)), 'a');
    expect(later).toMatchObject({ start: 49_000, offset: 49_000, length: 47_000 });
    const earlier = clip(after(trimStart(project, ['a'], -999_999)), 'a');
    expect(earlier).toMatchObject({ start: 0, offset: 0, length: 96_000 });
    expect(trimStart(project, ['b'], -10)).toEqual([]);
  });

  it('right edge goes round past the end of the sound, and leaves the shortest clip', () => {
    const looped = after(trimEnd(project, ['b'], 999_999));
    expect(clip(looped, 'b')).toMatchObject({ length: 1_095_999, loop: { start: 0, length: 192_000 } });
    expect(clip(after(trimEnd(looped, ['b'], -950_000), looped), 'b').loop).toBeNull();
    expect(clip(after(trimEnd(project, ['b'], 96_000)), 'b').loop).toBeNull();
    expect(clip(after(trimEnd(project, ['b'], -999_999)), 'b').length).toBe(48);
    expect(clip(after(trimStart(project, ['b'], 999_999)), 'b').length).toBe(48);
  });

  it('shortens fades that no longer fit', () => {
    const faded = after([
      ...setFadeLength(project, ['b'], 'fadeIn', 30_000),
      ...setFadeLength(project, ['b'], 'fadeOut', 40_000),
    ]);
    const short = clip(after(trimEnd(faded, ['b'], -56_000), faded), 'b');
    expect([short.length, short.fadeIn.length, short.fadeOut.length]).toEqual([40_000, 30_000, 10_000]);
  });
});

describe('split', () => {
  it('makes two parts that meet sample to sample, without fades at the cut', () => {
    const faded = after([
      ...setFadeLength(project, ['b'], 'fadeIn', 10_000),
      ...setFadeLength(project, ['b'], 'fadeOut', 20_000),
    ]);
    const operations = splitClips(faded, ['a', 'b'], 150_001);
    const [right] = addedClipIds(operations);
    const document = after(operations, faded);
    expect(clip(document, 'b')).toMatchObject({ start: 144_000, offset: 0, length: 6001 });
    expect(clip(document, 'b').fadeIn.length).toBe(6001);
    expect(clip(document, 'b').fadeOut.length).toBe(0);
    expect(clip(document, right ?? '')).toMatchObject({ start: 150_001, offset: 6001, length: 89_999 });
    expect(clip(document, right ?? '').fadeIn.length).toBe(0);
    expect(clip(document, right ?? '').fadeOut.length).toBe(20_000);
    expect(clip(document, 'a')).toBe(clip(faded, 'a'));
  });

  it('does nothing at an edge', () => {
    expect(splitClips(project, ['a'], 48_000)).toEqual([]);
    expect(splitClips(project, ['a'], 96_000)).toEqual([]);
  });
});

describe('duplicate, remove, gain and fades', () => {
  it('duplicates a group right behind itself', () => {
    const operations = duplicateClips(project, ['a', 'c']);
    const document = after(operations);
    const copies = addedClipIds(operations).map((id) => clip(document, id));
    expect(copies.map(({ start, trackId }) => [start, trackId])).toEqual([
      [96_000, 't0'],
      [120_000, 't1'],
    ]);
  });

  it('removes the sounds that nothing plays any more, and only those', () => {
    const document = after(removeClips(project, ['a', 'c', 'c', 'gone']));
    expect(Object.keys(document.clips)).toEqual(['b']);
    expect(Object.keys(document.sounds)).toEqual(['rain']);
  });

  it('keeps gain within the format and in tenths', () => {
    expect(clip(after(changeGain(project, ['a'], 1.26)), 'a').gainDb).toBe(1.3);
    expect(clip(after(setGain(project, ['a'], 99)), 'a').gainDb).toBe(12);
    expect(clip(after(setGain(project, ['a'], -999)), 'a').gainDb).toBe(-72);
  });

  it('lets a fade grow until it meets the other', () => {
    const document = after(setFadeLength(project, ['a'], 'fadeOut', 40_000));
    expect(clip(after(setFadeLength(document, ['a'], 'fadeIn', 40_000), document), 'a').fadeIn.length).toBe(
      8000,
    );
    expect(setFadeLength(project, ['a'], 'fadeIn', -5)).toEqual([]);
  });
});

describe('clipboard', () => {
  it('pastes with the rows and times apart as copied, adding tracks below when rows run out', () => {
    const copied = copyClips(project, ['a', 'c']);
    if (!copied) throw new Error('nothing copied');
    const operations = pasteClips(project, copied, { trackId: 't2', time: 10 });
    const document = after(operations);
    expect(document.tracks).toHaveLength(4);
    const pasted = addedClipIds(operations).map((id) => clip(document, id));
    expect(pasted.map(({ start, trackId }) => [start, trackId])).toEqual([
      [10, 't2'],
      [24_010, document.tracks[3]?.id],
    ]);
  });

  it('brings back a clip whose sound left the project with it', () => {
    const copied = copyClips(project, ['c']);
    const without = after(removeClips(project, ['c']));
    if (!copied) throw new Error('nothing copied');
    const document = after(pasteClips(without, copied, { trackId: 't0', time: 0 }), without);
    expect(document.sounds['click']).toEqual(project.sounds['click']);
  });

  it('keeps durations in a project at another rate', () => {
    const copied = copyClips(project, ['a', 'b']);
    const slow: ProjectDocument = { ...project, sampleRate: 96_000, clips: {} };
    if (!copied) throw new Error('nothing copied');
    const operations = pasteClips(slow, copied, { trackId: null, time: 0 });
    const [a, b] = addedClipIds(operations).map((id) => clip(after(operations, slow), id));
    expect(a).toMatchObject({ start: 0, length: 96_000, offset: 96_000 });
    expect(b?.start).toBe(192_000);
  });
});

describe('place', () => {
  const drone = soundOf('drone', 1);

  it('takes the named track, or the first that is free, or a new one', () => {
    const trackOf = (document: ProjectDocument): (string | undefined)[] =>
      Object.values(document.clips)
        .filter((placed) => placed.soundId === 'drone')
        .map((placed) => document.tracks.find((track) => track.id === placed.trackId)?.name);
    const at = (trackId: string | null): ProjectDocument =>
      after(placeSound(project, drone, { trackId, start: 60_000 }));
    expect(trackOf(at('t0'))).toEqual(['Track 1']);
    expect(trackOf(at(null))).toEqual(['Track 3']);
    const full = after(moveClips(project, ['b'], { time: -84_000, rows: 2 }));
    const document = after(placeSound(full, drone, { trackId: null, start: 60_000 }), full);
    expect(document.tracks).toHaveLength(4);
    expect(trackOf(document)).toEqual(['Track 4']);
  });

  it('shows the whole sound, converted to the project rate, and adds the sound once', () => {
    const operations = placeSound(project, drone, { trackId: 't2', start: 7.4 });
    const document = after(operations);
    expect(clip(document, addedClipIds(operations)[0] ?? '')).toMatchObject({
      start: 7,
      length: 48_000,
      offset: 0,
    });
    const again = placeSound(document, drone, { trackId: 't2', start: 0 });
    expect(again.map((operation) => operation.type)).toEqual(['clip.add']);
  });
});

describe('tracks', () => {
  it('reorders, removes with clips, and duplicates with new ids', () => {
    const ids = (document: ProjectDocument): string[] => document.tracks.map((track) => track.id);
    expect(ids(after(moveTrack(project, 't0', 2)))).toEqual(['t1', 't2', 't0']);
    expect(moveTrack(project, 't0', 0)).toEqual([]);
    const removed = after(removeTrack(project, 't0'));
    expect([ids(removed), Object.keys(removed.clips), Object.keys(removed.sounds)]).toEqual([
      ['t1', 't2'],
      ['c'],
      ['click'],
    ]);
    const doubled = after(duplicateTrack(project, 't0'));
    const copy = doubled.tracks[1];
    expect(copy?.name).toBe('Track 1 copy');
    expect(clipsOfTrack(doubled, copy?.id ?? '').map(({ start }) => start)).toEqual([48_000, 144_000]);
    expect(Object.keys(doubled.clips)).toHaveLength(5);
  });

  it('solos one track alone, and again ends it', () => {
    const soloed = (document: ProjectDocument): boolean[] => document.tracks.map((track) => track.soloed);
    const first = after(soloExclusively(project, 't0'));
    const second = after(soloExclusively(first, 't1'), first);
    expect(soloed(second)).toEqual([false, true, false]);
    expect(soloed(after(soloExclusively(second, 't1'), second))).toEqual([false, false, false]);
  });
});

describe('loop region', () => {
  it('is drawn in either direction and switched on', () => {
    expect(after(setLoopRegion(project, 9000, 100)).loop).toEqual({ start: 100, end: 9000, enabled: true });
    expect(setLoopRegion(project, 5, 5)).toEqual([]);
  });

  it('swaps its edges when one is dragged past the other, and moves as one', () => {
    const looped = after(setLoopRegion(project, 100, 200));
    expect(after(moveLoopEdge(looped, 'start', 300), looped).loop).toMatchObject({ start: 200, end: 300 });
    expect(after(moveLoopRegion(looped, -500), looped).loop).toMatchObject({ start: 0, end: 100 });
  });
});
