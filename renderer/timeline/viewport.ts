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
import { editor, useView } from '../state/session';
import { rowsMoved, useZooming } from './motion';

/** Step of the culling window in CSS pixels: scrolling within it mounts and unmounts nothing. */
const PAGE = 512;
/**
 * Clips are placed relative to an origin that jumps in steps of this many pixels: an hour at the finest zoom is 21
 * million pixels wide, and the browser's layout is exact to 33 million only.
 */
const ORIGIN_STEP = 2 ** 20;
export const originOf = (leftPx: number): number => Math.floor(leftPx / ORIGIN_STEP) * ORIGIN_STEP;

/** Size of the lanes' window, and how far its rows are scrolled, in CSS pixels. */
export const useViewport = create<{
  width: number;
  height: number;
  scrollTop: number;
}>(() => ({ width: 0, height: 0, scrollTop: 0 }));

/**
 * How the timeline is laid out, in CSS pixels since the project's start. It stays the same object while scrolling
 * within a page, so scrolling re-renders nothing that is already there.
 */
export type Frame = {
  /** The zoom of what is laid out. While one zooms the view is a little ahead of it, and the layers are stretched. */
  readonly pixelsPerSecond: number;
  readonly originPx: number;
  /** the part that is mounted: what is seen and a page on either side */
  readonly fromPx: number;
  readonly toPx: number;
};

/** @param pixelsPerSecond the zoom to lay out at: the view's, or one near it */
function frameOf(view: TimeView, pixelsPerSecond: number): Frame {
  const left = view.scrollSeconds * pixelsPerSecond;
  const width = (useViewport.getState().width * pixelsPerSecond) / view.pixelsPerSecond;
  const first = Math.floor(left / PAGE) - 1;
  const last = Math.floor((left + width) / PAGE) + 2;
  return {
    pixelsPerSecond,
    originPx: originOf(left),
    fromPx: first * PAGE,
    toPx: last * PAGE,
  };
}

export const useFrame = create<Frame>(() => frameOf(useView.getState(), useView.getState().pixelsPerSecond));

/** Whether what is laid out reaches over the whole window. */
export function covers({ pixelsPerSecond, fromPx, toPx }: Frame): boolean {
  const view = useView.getState();
  const left = view.scrollSeconds * pixelsPerSecond;
  const width = (useViewport.getState().width * pixelsPerSecond) / view.pixelsPerSecond;
  return left >= fromPx && left + width <= toPx;
}

/** While one zooms, a change up to this factor is shown by stretching what is laid out. */
const STRETCH_MAX = 1.5;

function updateFrame(): void {
  const { pixelsPerSecond } = useView.getState();
  const laidOut = useFrame.getState().pixelsPerSecond;
  const stretch = pixelsPerSecond / laidOut;
  const stretches = useZooming.getState().going && stretch <= STRETCH_MAX && stretch >= 1 / STRETCH_MAX;
  layOutAt(stretches ? laidOut : pixelsPerSecond);
}

/** Lays out everything in the timeline at a zoom. */
function layOutAt(pixelsPerSecond: number): void {
  const next = frameOf(useView.getState(), pixelsPerSecond);
  const now = useFrame.getState();
  const same =
    next.pixelsPerSecond === now.pixelsPerSecond &&
    next.originPx === now.originPx &&
    next.fromPx === now.fromPx &&
    next.toPx === now.toPx;
  if (!same) useFrame.setState(next, true);
}

// The frame is derived from stores that live as long as the window.
useView.subscribe(updateFrame);
useViewport.subscribe((now, before) => {
  if (now.scrollTop !== before.scrollTop) rowsMoved(now.scrollTop - before.scrollTop);
  updateFrame();
});
useZooming.subscribe(updateFrame);

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

/** Views that were left by a jump, latest last. */
let earlier: TimeView[] = [];
const EARLIER_MAX = 32;

/** Goes to another zoom in one jump; `zoomPrevious` leads back. */
function jumpTo(view: TimeView): void {
  const { pixelsPerSecond, scrollSeconds } = useView.getState();
  if (pixelsPerSecond === view.pixelsPerSecond && scrollSeconds === view.scrollSeconds) return;
  earlier = [...earlier.slice(1 - EARLIER_MAX), { pixelsPerSecond, scrollSeconds }];
  useView.setState(view);
}

/** Back to where the last zoom to a selection or to everything came from. */
export function zoomPrevious(): void {
  const view = earlier.pop();
  if (view) useView.setState(view);
}
export const canZoomPrevious = (): boolean => earlier.length > 0;

export function zoomToSamples(start: number, end: number): void {
  const { sampleRate } = editor.document;
  const { width } = useViewport.getState();
  jumpTo(zoomToRange(start / sampleRate, end / sampleRate, width));
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
