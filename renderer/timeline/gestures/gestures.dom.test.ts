import { beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '../../../preload/contract/document';
import { smallProject } from '../../document/testing/fixtures';
import { editor, useView } from '../../state/session';
import type { Surface } from '../surface';
import { useViewport } from '../viewport';
import type { DragStart, Pointer } from './drag';
import { fadeGesture } from './fade';
import { gainGesture } from './gain';
import { LANE_MIN, laneHeightGesture } from './lane-height';
import { drawLoopGesture, loopEdgeGesture, moveLoopGesture } from './loop-region';
import { marqueeGesture, useMarquee } from './marquee';
import { moveGesture } from './move';
import { trackOrderGesture, useTrackDrop } from './track-order';
import { trimGesture } from './trim';

const SECOND = 48_000;

const at = (time: number, row = 0, more: Partial<Pointer> = {}): Pointer => ({
  clientX: 0,
  clientY: 0,
  time,
  row,
  bypassSnap: true,
  copy: false,
  ...more,
});

/** Presses at the first pointer, moves over the others and lets go. */
function drag(start: Pick<DragStart, 'begin'>, pressed: Pointer, ...path: Pointer[]): void {
  const running = start.begin(pressed);
  for (const pointer of path) running.update(pointer);
  running.commit();
}

const clip = (id: string): Clip => {
  const found = editor.document.clips[id];
  if (!found) throw new Error(`no clip ${id}`);
  return found;
};
const steps = (): string[] => editor.history.steps.map((step) => step.label);
const selected = (): string[] => [...useView.getState().selectedClipIds].sort();

/** Rows of 76 px; the other parts of a surface are the browser's. */
const surface = { y: (clientY: number) => clientY } as Surface;

beforeEach(() => {
  editor.load(smallProject());
  useView.setState({ snap: true, pixelsPerSecond: 100, scrollSeconds: 0, selectedClipIds: new Set(['a']) });
  useViewport.setState({ width: 1000 });
  useView.setState({ gridUnit: 'seconds' });
});

describe('every gesture', () => {
  const all: Record<string, () => Pick<DragStart, 'begin'>> = {
    move: () => moveGesture(['a', 'b'], 'a'),
    'trim start': () => trimGesture(['a'], 'a', 'start'),
    'trim end': () => trimGesture(['b'], 'b', 'end'),
    fade: () => fadeGesture(['a'], 'a', 'fadeIn'),
    gain: () => gainGesture(['a']),
    loop: () => drawLoopGesture(() => undefined),
    'lane height': () => laneHeightGesture('t0'),
  };

  it.each(Object.entries(all))('%s leaves one step that undo takes back whole', (_, gesture) => {
    const before = structuredClone(editor.document);
    const path = [0.1, 0.2, 0.3].map((part) => at(SECOND * (1 + part), 0, { clientY: part * 100 }));
    drag(gesture(), at(SECOND), ...path);
    expect(editor.document).not.toEqual(before);
    expect(steps()).toHaveLength(1);
    editor.undo();
    expect(editor.document).toEqual(before);
  });

  it.each(Object.entries(all))('%s leaves nothing when it is cancelled', (_, gesture) => {
    const before = editor.document;
    const running = gesture().begin(at(SECOND));
    running.update(at(SECOND * 1.4, 1, { clientY: 60 }));
    running.cancel();
    expect(editor.document).toBe(before);
    expect(editor.canUndo).toBe(false);
  });

  it.each(Object.entries(all))('%s leaves no step when the pointer came back', (_, gesture) => {
    drag(gesture(), at(SECOND), at(SECOND * 1.3, 0, { clientY: 30 }), at(SECOND));
    expect(steps()).toEqual([]);
  });
});

describe('move', () => {
  it('goes in time and across tracks, from the row where it was grabbed', () => {
    drag(moveGesture(['a', 'b'], 'b'), at(4 * SECOND, 0), at(5 * SECOND, 1));
    expect([clip('a').start, clip('a').trackId]).toEqual([2 * SECOND, 't1']);
    expect([clip('b').start, clip('b').trackId]).toEqual([4 * SECOND, 't1']);
  });

  it.each([false, true])(
    'leaves the track selected that the clip was dragged to, copied or not (%s)',
    (copy) => {
      useView.setState({ selectedTrackId: 't0' });
      drag(moveGesture(['a'], 'a'), at(SECOND, 0), at(5 * SECOND, 1, { copy }));
      expect(useView.getState().selectedTrackId).toBe('t1');
    },
  );

  it('snaps the grabbed clip to an edge, unless Shift is held', () => {
    const near = SECOND * 1.5 - SECOND * 1.05;
    drag(moveGesture(['a'], 'a'), at(SECOND), at(SECOND + near, 0, { bypassSnap: false }));
    // its end is drawn to 2.5 s of the grid or its start to c's at 1.5 s: both are the same place
    expect(clip('a').start).toBe(1.5 * SECOND);
    editor.undo();
    drag(moveGesture(['a'], 'a'), at(SECOND), at(SECOND + near));
    expect(clip('a').start).toBe(SECOND + near);
  });

  it('drags copies while the copy key is held, and changes its mind with it', () => {
    const running = moveGesture(['a'], 'a').begin(at(SECOND));
    running.update(at(4 * SECOND, 2, { copy: true }));
    expect(clip('a').start).toBe(SECOND);
    expect(Object.keys(editor.document.clips)).toHaveLength(4);
    const [copy] = selected();
    running.update(at(5 * SECOND, 2, { copy: true }));
    expect(selected()).toEqual([copy]);
    running.update(at(5 * SECOND, 2));
    expect(Object.keys(editor.document.clips)).toHaveLength(3);
    expect(clip('a').start).toBe(5 * SECOND);
    expect(selected()).toEqual(['a']);
    running.cancel();
  });
});

describe('edges and fades', () => {
  it('trims all selected clips by what the held edge moves', () => {
    drag(trimGesture(['a', 'b'], 'a', 'end'), at(2 * SECOND), at(1.75 * SECOND));
    expect([clip('a').length, clip('b').length]).toEqual([0.75 * SECOND, 1.75 * SECOND]);
  });

  it('pulls a fade out to the left from the right edge', () => {
    drag(fadeGesture(['b'], 'b', 'fadeOut'), at(5 * SECOND), at(4.5 * SECOND));
    expect(clip('b').fadeOut.length).toBe(0.5 * SECOND);
  });

  it('raises gain upwards', () => {
    drag(gainGesture(['a']), at(0, 0, { bypassSnap: false }), at(0, 0, { clientY: -20, bypassSnap: false }));
    expect(clip('a').gainDb).toBe(3);
  });
});

describe('loop region', () => {
  it('is drawn, dragged by an edge past the other, and moved whole', () => {
    drag(
      drawLoopGesture(() => undefined),
      at(3 * SECOND),
      at(SECOND),
    );
    expect(editor.document.loop).toEqual({ start: SECOND, end: 3 * SECOND, enabled: true });
    drag(loopEdgeGesture('start'), at(SECOND), at(4 * SECOND));
    expect(editor.document.loop).toMatchObject({ start: 3 * SECOND, end: 4 * SECOND });
    drag(
      moveLoopGesture(() => undefined),
      at(3 * SECOND),
      at(3.5 * SECOND),
    );
    expect(editor.document.loop).toMatchObject({ start: 3.5 * SECOND, end: 4.5 * SECOND });
  });
});

describe('marquee', () => {
  const none = (): void => undefined;

  it('selects what it touches, and gives the selection back when cancelled', () => {
    const running = marqueeGesture(surface, none).begin(at(1.4 * SECOND, 0, { bypassSnap: false }));
    running.update(at(1.6 * SECOND, 1, { clientY: 100, bypassSnap: false }));
    expect(selected()).toEqual(['a', 'c']);
    expect(useMarquee.getState().box).toMatchObject({ start: 1.4 * SECOND, bottom: 100 });
    running.update(at(0.9 * SECOND, 2, { clientY: 200, bypassSnap: false }));
    expect(selected()).toEqual(['a']);
    running.cancel();
    expect(selected()).toEqual(['a']);
    expect(useMarquee.getState().box).toBeNull();
  });

  it('adds to the selection with the copy key, and is no undo step', () => {
    drag(marqueeGesture(surface, none), at(3 * SECOND, 0, { copy: true }), at(4 * SECOND, 0));
    expect(selected()).toEqual(['a', 'b']);
    expect(editor.canUndo).toBe(false);
  });
});

describe('tracks', () => {
  it('reorder on release, at the gap the pointer is nearest to', () => {
    const running = trackOrderGesture('t0', surface, () => undefined).begin(at(0));
    running.update(at(0, 2, { clientY: 76 * 2 + 60 }));
    expect(useTrackDrop.getState().drop).toMatchObject({ place: { beforeId: null }, top: 3 * 76 });
    expect(editor.document.tracks.map((track) => track.id)).toEqual(['t0', 't1', 't2']);
    running.commit();
    expect(editor.document.tracks.map((track) => track.id)).toEqual(['t1', 't2', 't0']);
    expect(steps()).toEqual(['Reorder tracks']);
  });

  it('keep a least height, and all take the same with the copy key', () => {
    drag(laneHeightGesture('t0'), at(0), at(0, 0, { clientY: -500 }));
    expect(editor.document.tracks.map((track) => track.height)).toEqual([LANE_MIN, 76, 76]);
    drag(laneHeightGesture('t1'), at(0), at(0, 0, { clientY: 24, copy: true }));
    expect(editor.document.tracks.map((track) => track.height)).toEqual([100, 100, 100]);
  });
});
