import { act, cleanup, render } from '@testing-library/react';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ProjectDocument } from '../../preload/contract/document';
import { player } from '../audio/player';
import { emptyDocument, newTrack } from '../document/factory';
import { clipOf, soundOf } from '../document/testing/fixtures';
import { editor, useView } from '../state/session';
import { focusClip } from './focus';
import { LANES_A_FRAME } from './lane-frame';
import { Timeline } from './Timeline';
import { useViewport } from './viewport';
import { work } from './work';

const RATE = 48_000;
const TRACKS = 64;
const CLIPS = 1000;

/** 1,000 one-second clips over an hour on 64 tracks. */
function longProject(): ProjectDocument {
  const tracks = Array.from({ length: TRACKS }, (_, index) => ({ ...newTrack(index), id: `t${index}` }));
  const clips = Array.from({ length: CLIPS }, (_, index) =>
    clipOf({
      id: `c${index}`,
      trackId: `t${index % TRACKS}`,
      soundId: 'rain',
      start: Math.floor((index / CLIPS) * 3600) * RATE,
      length: RATE,
    }),
  );
  return {
    ...emptyDocument(),
    tracks,
    clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])),
    sounds: { rain: soundOf('rain', 4) },
  };
}

/** jsdom has no layout: sizes come from the test. */
class NoResizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

const mounted = (): Element[] => [...document.querySelectorAll('[data-clip]')];
/** How many clips rendered while `change` was made. */
function rendersDuring(change: () => void): number {
  const before = work.clipsRendered;
  act(change);
  return work.clipsRendered - before;
}

const frame = (): Promise<unknown> => act(() => new Promise((done) => requestAnimationFrame(done)));
/** Until the view rests and all lanes are laid out. */
async function rest(): Promise<void> {
  let before;
  do {
    before = work.lanesLaidOut;
    await act(() => new Promise((done) => setTimeout(done, 200)));
  } while (work.lanesLaidOut !== before);
}

beforeAll(() => {
  globalThis.ResizeObserver = NoResizes;
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal(
    'KeyframeEffect',
    class {
      setKeyframes(): void {}
    },
  );
  vi.stubGlobal(
    'Animation',
    class {
      pause(): void {}
      cancel(): void {}
    },
  );
  // Nothing is drawn here; jsdom reports every canvas otherwise.
  HTMLCanvasElement.prototype.getContext = () => null;
  render(<Timeline />);
  return cleanup;
});

beforeEach(async () => {
  act(() => {
    editor.load(longProject());
    useView.setState({
      pixelsPerSecond: 2,
      scrollSeconds: 0,
      selectedClipIds: new Set(),
      selectedTrackId: null,
      envelopes: false,
    });
    useViewport.setState({ width: 1000, height: 600, scrollTop: 0 });
  });
  await rest();
});

test('mounts the tracks and clips in view, not the thousand', () => {
  const rows = document.querySelectorAll('[data-track]');
  expect(rows.length).toBeGreaterThanOrEqual(8);
  expect(rows.length).toBeLessThan(16);
  expect(mounted().length).toBeGreaterThan(5);
  expect(mounted().length).toBeLessThan(120);
});

test('scrolling within a page renders no clip', () => {
  for (const scrollSeconds of [1, 3.5, 10]) {
    expect(rendersDuring(() => useView.setState({ scrollSeconds }))).toBe(0);
  }
});

test('scrolling to another page renders the clips that came into view when it rests, and only those', async () => {
  const before = new Set(mounted().map((element) => element.getAttribute('data-clip')));
  const rendered = work.clipsRendered;
  for (const scrollSeconds of [100, 200, 300]) {
    act(() => useView.setState({ scrollSeconds }));
    await frame();
  }
  expect(work.clipsRendered - rendered).toBe(0);
  await rest();
  const renders = work.clipsRendered - rendered;
  const arrived = mounted().filter((element) => !before.has(element.getAttribute('data-clip')));
  expect(arrived.length).toBeGreaterThan(0);
  expect(renders).toBe(arrived.length);
  expect(mounted().length).toBeLessThan(120);
});

test('every clip in the window is mounted wherever one scrolls to', async () => {
  for (const scrollSeconds of [0, 777, 1800.5, 3400]) {
    act(() => useView.setState({ scrollSeconds }));
    await rest();
    const shown = new Set(mounted().map((element) => element.getAttribute('data-clip')));
    const inWindow = Object.values(editor.document.clips).filter((clip) => {
      const row = Number(clip.trackId.slice(1));
      const seconds = clip.start / RATE;
      return row < 7 && seconds < scrollSeconds + 500 && seconds + 1 > scrollSeconds;
    });
    expect(inWindow.filter((clip) => !shown.has(clip.id))).toEqual([]);
  }
});

test('no lane is laid out while one zooms, and a few a frame when it rests', async () => {
  const lanes = document.querySelectorAll('[data-lane]').length;
  expect(lanes).toBeGreaterThan(2 * LANES_A_FRAME);
  const start = work.lanesLaidOut;
  for (let pixelsPerSecond = 2; pixelsPerSecond < 20; pixelsPerSecond *= 1.4) {
    act(() => useView.setState({ pixelsPerSecond }));
    await frame();
  }
  expect(work.lanesLaidOut).toBe(start);
  const perFrame: number[] = [];
  while (work.lanesLaidOut - start < lanes && perFrame.length < 100) {
    const before = work.lanesLaidOut;
    await frame();
    perFrame.push(work.lanesLaidOut - before);
  }
  expect(Math.max(...perFrame)).toBe(LANES_A_FRAME);
  expect(work.lanesLaidOut - start).toBeGreaterThanOrEqual(lanes);
});

test('what is seen of the clips themselves does not wait for the view to rest', () => {
  act(() => useView.setState({ envelopes: true }));
  const before = work.lanesLaidOut;
  for (const scrollSeconds of [300, 600]) act(() => useView.setState({ scrollSeconds }));
  expect(work.lanesLaidOut - before).toBeGreaterThanOrEqual(document.querySelectorAll('[data-lane]').length);
});

test('a clip that the keyboard goes to is there while the view still moves', async () => {
  for (const scrollSeconds of [300, 600]) act(() => useView.setState({ scrollSeconds }));
  const clip = Object.values(editor.document.clips).findLast(
    ({ trackId, start }) => trackId === 't0' && start / RATE < 1100,
  )!;
  expect(document.querySelector(`[data-clip="${clip.id}"]`)).toBeNull();
  act(() => focusClip(clip.id));
  await frame();
  expect(document.activeElement?.getAttribute('data-clip')).toBe(clip.id);
});

test('moving the playhead renders no clip', () => {
  expect(
    rendersDuring(() => {
      for (let step = 0; step < 50; step += 1) player.seek(step * 1.7);
    }),
  ).toBe(0);
});

test('an edit renders the clip it changed and no other', () => {
  expect(
    rendersDuring(() => editor.dispatch('Gain', [{ type: 'clip.set', id: 'c1', changes: { gainDb: -6 } }])),
  ).toBe(1);
  expect(
    rendersDuring(() =>
      editor.dispatch('Fader', [{ type: 'track.set', id: 't1', changes: { volumeDb: -3 } }]),
    ),
  ).toBe(0);
});

test('selecting renders the clips that change their look and no other', () => {
  expect(rendersDuring(() => useView.setState({ selectedClipIds: new Set(['c1', 'c2']) }))).toBe(2);
  expect(rendersDuring(() => useView.setState({ selectedClipIds: new Set(['c2', 'c3']) }))).toBe(2);
});

test('clips stay within what layout can place, an hour in at the finest zoom', async () => {
  act(() => useView.setState({ pixelsPerSecond: 6000, scrollSeconds: 3500 }));
  await rest();
  act(() =>
    editor.dispatch('Move', [{ type: 'clip.set', id: 'c1', changes: { start: 3500 * RATE, trackId: 't0' } }]),
  );
  const element = document.querySelector<HTMLElement>('[data-clip="c1"]');
  expect(Math.abs(parseFloat(element?.style.left ?? 'NaN'))).toBeLessThan(2 ** 21);
});
