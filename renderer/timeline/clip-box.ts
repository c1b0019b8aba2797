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

/** In less room of a name could be read no more than two or three letters, CSS pixels. */
export const NAME_FROM = 36;
/** Pixels of the name that stay in the clip when it is scrolled nearly away. */
const NAME_KEEP = 40;

/**
 * How far a clip's name stands from its left edge, in CSS pixels: behind the crossfade with the clip before, through
 * which that one is seen, and in the window as long as the clip is.
 * @param hidden pixels of the clip that are scrolled out of the window
 */
export const nameShift = (hidden: number, width: number, crossed: number): number =>
  Math.max(crossed, Math.min(hidden, width - NAME_KEEP));

/** Whether the clip's gain can be shown in a body of that size, and taken hold of. */
export const hasRoomForGain = (width: number, bodyHeight: number): boolean => width >= 96 && bodyHeight >= 26;
/** "+3.0 dB", "−6.0 dB" */
export const gainText = ({ gainDb }: Pick<Clip, 'gainDb'>): string =>
  `${gainDb > 0 ? '+' : ''}${gainDb.toFixed(1).replace('-', '−')} dB`;

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
