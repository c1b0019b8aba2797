import type { Clip } from '../../preload/contract/document';
import type { Frame } from './viewport';

/** Space between the clip and its lane's edges, CSS pixels. */
export const CLIP_TOP = 1;
export const CLIP_BOTTOM = 2;
/** Height of the strip with the clip's name; lanes lower than this many pixels show the name over the waveform. */
export const NAME_STRIP = 16;
const STRIP_FROM_HEIGHT = 46;

/** Where a clip is drawn, in CSS pixels; `left` counts from the frame's origin. */
export type ClipBox = { left: number; width: number; strip: number; height: number };

export function clipBox(
  clip: Clip,
  frame: Pick<Frame, 'pixelsPerSecond' | 'originPx'>,
  sampleRate: number,
  laneHeight: number,
): ClipBox {
  const scale = frame.pixelsPerSecond / sampleRate;
  const height = laneHeight - CLIP_TOP - CLIP_BOTTOM;
  return {
    left: clip.start * scale - frame.originPx,
    // A pixel between neighbours, so that a cut is seen; and never so narrow that it is lost.
    width: Math.max(2, clip.length * scale - 1),
    strip: laneHeight >= STRIP_FROM_HEIGHT ? NAME_STRIP : 0,
    height,
  };
}

/** True when some of the clip lies in the mounted part of the timeline. */
export function inFrame(clip: Clip, frame: Frame, sampleRate: number): boolean {
  const scale = frame.pixelsPerSecond / sampleRate;
  return clip.start * scale < frame.toPx && (clip.start + clip.length) * scale > frame.fromPx;
}
