import type { Clip } from '../../preload/contract/document';
import { sourceSample } from '../document/sources';

/** What decides which part of its sound a clip shows where. */
export type Shown = Pick<Clip, 'offset' | 'loop' | 'reversed' | 'stretch'>;

/**
 * Where in its sound the clip is at its sample `p`, both at the project rate; loops and reversal followed. Pitch moves
 * no peak. What a stretched sound's outline is comes from the sound's own: nothing is computed anew for it.
 * @param soundLength samples of the sound at the project rate
 */
export function soundSample(clip: Shown, p: number, soundLength: number): number {
  const at = sourceSample(clip, p) / clip.stretch;
  return clip.reversed ? soundLength - at : at;
}
