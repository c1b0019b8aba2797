import type { Clip } from '../../preload/contract/document';
import type { Sound } from '../../preload/contract/sound';
import { soundLength } from './factory';

/** What a clip plays before it is cut and looped: a sound, backwards or not, at another pitch, longer or shorter. */
export type Source = Pick<Clip, 'soundId' | 'reversed' | 'pitch' | 'stretch'>;

/** Equal for sources that sound alike; a sound as it is has its id for a key. */
export function sourceKey({ soundId, reversed, pitch, stretch }: Source): string {
  if (!reversed && pitch === 0 && stretch === 1) return soundId;
  return `${soundId} ${reversed ? 'reversed' : 'forward'} ${pitch} ${stretch}`;
}

/** Samples at the project rate that a clip's source has: what `offset`, `loop` and the waveform count. */
export function sourceLength(
  sound: Pick<Sound, 'frames' | 'sampleRate'>,
  clip: Pick<Clip, 'stretch'>,
  projectRate: number,
): number {
  return Math.max(1, Math.round(soundLength(sound, projectRate) * clip.stretch));
}

/**
 * The sample of its source that a clip plays at its sample `p`. Loops are counted from their start, in both directions.
 */
export function sourceSample({ offset, loop }: Pick<Clip, 'offset' | 'loop'>, p: number): number {
  if (!loop) return offset + p;
  const { start, length } = loop;
  return start + ((((offset - start + p) % length) + length) % length);
}
