import type { Clip } from '../../preload/contract/document';
import type { Frame } from './viewport';

/** Space between the clip and its lane's edges, CSS pixels. */
export const CLIP_TOP = 1;
const CLIP_BOTTOM = 2;
/** Height of the strip with the clip's name; lanes lower than this many pixels show the name over the waveform. */
export const NAME_STRIP = 16;
const STRIP_FROM_HEIGHT = 46;
export const stripHeight = (laneHeight: number): number => (laneHeight >= STRIP_FROM_HEIGHT ? NAME_STRIP : 0);

/** Narrower clips are a bar of colour: no waveform could be read in them, and there may be hundreds in sight. */
export const WAVEFORM_FROM = 6;
/** In a lower body an envelope could be neither read nor aimed at. */
export const ENVELOPE_FROM = 24;

export const clipHeight = (laneHeight: number): number => laneHeight - CLIP_TOP - CLIP_BOTTOM;

/**
 * Where a clip lies, in CSS pixels; `left` counts from the frame's origin. There is a pixel between neighbours, so that a
 * cut is seen, and none is so narrow that it is lost.
 */
export function clipSpan(
  clip: Pick<Clip, 'start' | 'length'>,
  { pixelsPerSecond, originPx }: Pick<Frame, 'pixelsPerSecond' | 'originPx'>,
  sampleRate: number,
): { left: number; width: number } {
  const scale = pixelsPerSecond / sampleRate;
  return { left: clip.start * scale - originPx, width: Math.max(2, clip.length * scale - 1) };
}

/** True when some of the clip lies in the mounted part of the timeline. */
export function inFrame(clip: Clip, frame: Frame, sampleRate: number): boolean {
  const scale = frame.pixelsPerSecond / sampleRate;
  return clip.start * scale < frame.toPx && (clip.start + clip.length) * scale > frame.fromPx;
}
