import type { Clip } from '../../preload/contract/document';
import { loadPcm } from '../audio/sounds';
import { sourceLengthOf } from '../document/parts';
import { sourceSample } from '../document/sources';
import { editor } from '../state/session';

/** Farthest that a cut moves to a zero crossing, in seconds. */
const REACH = 0.01;

/**
 * The index nearest to `at` at which the channels' sum changes its sign or is zero, within `reach`; null when there is
 * none. `at` and `reach` in samples.
 */
export function nearestCrossing(channels: readonly Float32Array[], at: number, reach: number): number | null {
  const sum = (index: number): number =>
    channels.reduce((total, channel) => total + (channel[index] ?? 0), 0);
  const crosses = (index: number): boolean => sum(index) === 0 || sum(index - 1) * sum(index) < 0;
  const middle = Math.round(at);
  for (let distance = 0; distance <= reach; distance += 1) {
    if (crosses(middle - distance)) return middle - distance;
    if (crosses(middle + distance)) return middle + distance;
  }
  return null;
}

/**
 * The moment nearest to `time` (samples) at which the clip's sound crosses zero; `time` itself where it does not, or
 * where pitch or stretch make other samples of it than the library has.
 */
export async function zeroCrossingNear(clip: Clip, time: number): Promise<number> {
  if (clip.pitch !== 0 || clip.stretch !== 1) return time;
  const { sampleRate } = editor.document;
  const source = sourceSample(clip, time - clip.start);
  const forward = clip.reversed ? sourceLengthOf(editor.document, clip) - source : source;
  try {
    const pcm = await loadPcm(clip.soundId);
    const rate = pcm.sampleRate / sampleRate;
    const found = nearestCrossing(pcm.channels, forward * rate, REACH * pcm.sampleRate);
    if (found === null) return time;
    const by = Math.round(found / rate) - forward;
    return time + (clip.reversed ? -by : by);
  } catch {
    // A sound that cannot be read is cut where the person pointed; playing it tells why.
    return time;
  }
}
