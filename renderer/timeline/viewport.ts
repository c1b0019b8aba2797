import { create } from 'zustand';
import { projectEnd } from '../document/select';
import {
  samplesToSeconds,
  secondsToSamples,
  zoomAt,
  zoomToRange,
  ZOOM_MAX,
  ZOOM_MIN,
  type TimeView,
} from '../document/timescale';
import type { GridUnit } from '../document/grid';
import { editor, useView } from '../state/session';

/** Step of the culling window in CSS pixels: scrolling within it mounts and unmounts nothing. */
const PAGE = 512;
/**
 * Clips are placed relative to an origin that jumps in steps of this many pixels: an hour at the finest zoom is 21
 * million pixels wide, and the browser's layout is exact to 33 million only.
 */
const ORIGIN_STEP = 2 ** 20;

/** Size of the lanes' window in CSS pixels, and what the toolbar chooses. */
export const useViewport = create<{
  width: number;
  height: number;
  scrollTop: number;
  gridUnit: GridUnit;
}>(() => ({ width: 0, height: 0, scrollTop: 0, gridUnit: 'seconds' }));

/**
 * What clips need to know of zoom and scroll, in CSS pixels since the project's start. It stays the same object
 * while scrolling within a page, so scrolling re-renders nothing that is already there.
 */
export type Frame = {
  readonly pixelsPerSecond: number;
  readonly originPx: number;
  /** the part that is mounted: what is seen and a page on either side */
  readonly fromPx: number;
  readonly toPx: number;
};

function frameOf(view: TimeView, width: number): Frame {
  const left = view.scrollSeconds * view.pixelsPerSecond;
  const first = Math.floor(left / PAGE) - 1;
  const last = Math.floor((left + width) / PAGE) + 2;
  return {
    pixelsPerSecond: view.pixelsPerSecond,
    originPx: Math.floor(left / ORIGIN_STEP) * ORIGIN_STEP,
    fromPx: first * PAGE,
    toPx: last * PAGE,
  };
}

export const useFrame = create<Frame>(() => frameOf(useView.getState(), useViewport.getState().width));

function updateFrame(): void {
  const next = frameOf(useView.getState(), useViewport.getState().width);
  const now = useFrame.getState();
  const same =
    next.pixelsPerSecond === now.pixelsPerSecond &&
    next.originPx === now.originPx &&
    next.fromPx === now.fromPx &&
    next.toPx === now.toPx;
  if (!same) useFrame.setState(next, true);
}

// The frame is derived from two stores that live as long as the window.
useView.subscribe(updateFrame);
useViewport.subscribe(updateFrame);

/** End of the last clip in seconds, or half a minute for a project that is shorter: room to work in. */
export function contentSeconds(): number {
  const { document } = editor;
  return Math.max(30, samplesToSeconds(projectEnd(document), document.sampleRate));
}

/** Farthest left edge: content can be scrolled away up to a quarter of the window, to drop things behind it. */
function maxScroll(pixelsPerSecond: number): number {
  const visible = useViewport.getState().width / pixelsPerSecond;
  return Math.max(0, contentSeconds() + visible * 0.75 - Math.min(visible, contentSeconds()) * 0.5);
}

export function scrollTo(seconds: number): void {
  const { pixelsPerSecond } = useView.getState();
  useView.setState({ scrollSeconds: Math.min(maxScroll(pixelsPerSecond), Math.max(0, seconds)) });
}

export function scrollByPixels(pixels: number): void {
  const { scrollSeconds, pixelsPerSecond } = useView.getState();
  scrollTo(scrollSeconds + pixels / pixelsPerSecond);
}

/** Zooms around `pixel` (from the lanes' left edge); by default around the middle. */
export function zoomBy(factor: number, pixel = useViewport.getState().width / 2): void {
  useView.setState(zoomAt(useView.getState(), factor, pixel));
}

export function zoomToSamples(start: number, end: number): void {
  const { sampleRate } = editor.document;
  const { width } = useViewport.getState();
  useView.setState(zoomToRange(start / sampleRate, end / sampleRate, width));
}

export function zoomToFit(): void {
  const { document } = editor;
  const end = projectEnd(document);
  zoomToSamples(0, end > 0 ? end : 30 * document.sampleRate);
}

export const canZoomIn = (): boolean => useView.getState().pixelsPerSecond < ZOOM_MAX;
export const canZoomOut = (): boolean => useView.getState().pixelsPerSecond > ZOOM_MIN;

/** Scrolls just far enough that the time (samples) is seen. */
export function reveal(time: number): void {
  const { scrollSeconds, pixelsPerSecond } = useView.getState();
  const seconds = time / editor.document.sampleRate;
  const span = useViewport.getState().width / pixelsPerSecond;
  if (seconds < scrollSeconds || seconds > scrollSeconds + span) scrollTo(seconds - span * 0.1);
}

/** Time in samples at `pixel` from the lanes' left edge, never before the project's start. */
export function timeAtPixel(pixel: number): number {
  const { scrollSeconds, pixelsPerSecond } = useView.getState();
  return secondsToSamples(scrollSeconds + pixel / pixelsPerSecond, editor.document.sampleRate);
}
