import type { Clip } from '../../../preload/contract/document';
import { fadeGain } from '../../audio/fades';

/**
 * Linear gain at a sample of the clip: its own, its envelope's and its fades'. Made to be asked from left to right: an
 * envelope of thousands of points is walked through once.
 */
export function gainReader(
  clip: Pick<Clip, 'gainDb' | 'envelope' | 'fadeIn' | 'fadeOut' | 'length'>,
): (p: number) => number {
  const { gainDb, envelope, fadeIn, fadeOut, length } = clip;
  const flat = 10 ** (gainDb / 20);
  let next = 0;
  return (p) => {
    let gain = flat;
    if (envelope.length > 0) {
      while ((envelope[next]?.at ?? Infinity) <= p) next += 1;
      const [before, after] = [envelope[next - 1], envelope[next]];
      const db =
        before && after
          ? before.gainDb + ((p - before.at) / (after.at - before.at)) * (after.gainDb - before.gainDb)
          : ((before ?? after)?.gainDb ?? 0);
      gain *= 10 ** (db / 20);
    }
    if (p < fadeIn.length) gain *= fadeGain(fadeIn, p / fadeIn.length);
    if (length - p < fadeOut.length) gain *= fadeGain(fadeOut, (length - p) / fadeOut.length);
    return gain;
  };
}
