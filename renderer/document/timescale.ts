/** Zoom limits in CSS pixels per second: half a day on a small window, to a few samples per pixel. */
export const ZOOM_MIN = 0.02;
export const ZOOM_MAX = 6000;

/** Where the timeline looks: `scroll` is the time at the left edge, in seconds; zoom in CSS pixels per second. */
export type TimeView = { readonly pixelsPerSecond: number; readonly scrollSeconds: number };

export const samplesToSeconds = (samples: number, sampleRate: number): number => samples / sampleRate;

/** Nearest sample, never before the project's start. */
export const secondsToSamples = (seconds: number, sampleRate: number): number =>
  Math.max(0, Math.round(seconds * sampleRate));

/** Distance from the viewport's left edge, in CSS pixels (negative when scrolled past). */
export const pixelOf = (seconds: number, view: TimeView): number =>
  (seconds - view.scrollSeconds) * view.pixelsPerSecond;

export const secondsAt = (pixel: number, view: TimeView): number =>
  view.scrollSeconds + pixel / view.pixelsPerSecond;

/** Zooms by `factor` so that the time under `pixel` stays there (as far as the project's start allows). */
export function zoomAt(view: TimeView, factor: number, pixel: number): TimeView {
  const pixelsPerSecond = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, view.pixelsPerSecond * factor));
  const anchor = secondsAt(pixel, view);
  return { pixelsPerSecond, scrollSeconds: Math.max(0, anchor - pixel / pixelsPerSecond) };
}

/** Shows `start` to `end` (seconds) in `width` pixels with a margin on both sides; clamped to the zoom limits. */
export function zoomToRange(start: number, end: number, width: number, margin = 24): TimeView {
  const room = Math.max(1, width - 2 * margin);
  const span = Math.max(end - start, room / ZOOM_MAX);
  const pixelsPerSecond = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, room / span));
  return { pixelsPerSecond, scrollSeconds: Math.max(0, start - margin / pixelsPerSecond) };
}
