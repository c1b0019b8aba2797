import type { Clip } from '../../preload/contract/document';
import { sourceKey, type Source } from '../document/sources';
import { loopBody, loopMargin } from './loopBody';
import { isUnstretched, loopCircle, sourceFrames } from './pieces';
import { bufferOf, cachedBuffer, channelsOf, loadBuffer, loadPcm, resampleInWorker } from './sounds';
import { stretched } from './stretch';

type Loop = NonNullable<Clip['loop']>;
type Buffered = Source & Pick<Clip, 'loop'>;

/** Equal for clips that play from the same buffer. */
export function clipBufferKey(clip: Buffered): string {
  const key = sourceKey(clip);
  return clip.loop ? `${key} loop ${clip.loop.start} ${clip.loop.length}` : key;
}

/**
 * A clip's source as a buffer: the sound, backwards, at another pitch and length, as long as `sourceLength` says at the
 * project rate. Made off the thread that draws and kept while memory allows.
 * @param rate sample rate of the buffer; another one than the project's gives round(length · rate / project rate) frames
 * @throws StudioError when the library does not have the sound
 */
export function loadSource(source: Source, rate: number, projectRate: number): Promise<AudioBuffer> {
  const { soundId, reversed, pitch, stretch } = source;
  if (sourceKey(source) === soundId) return loadBuffer(rate, soundId);
  return cachedBuffer(`${rate} ${projectRate} ${sourceKey(source)}`, async () => {
    const plain = await loadBuffer(rate, soundId);
    if (pitch === 0 && stretch === 1) {
      return bufferOf(
        channelsOf(plain).map((channel) => channel.slice().reverse()),
        rate,
      );
    }
    const pcm = await loadPcm(soundId);
    const forward = pcm.channels.map((channel) => (reversed ? channel.slice().reverse() : channel));
    const changed = await stretched(forward, pcm.sampleRate, { pitch, stretch });
    const channels = await resampleInWorker(changed, pcm.sampleRate, rate);
    const whole = await loadedLength(soundId, projectRate);
    const length = Math.max(1, Math.round((Math.max(1, Math.round(whole * stretch)) * rate) / projectRate));
    return bufferOf(
      channels.map((channel) => fitted(channel, length)),
      rate,
    );
  });
}

/**
 * What a clip's voice plays: its source, or for a loop whole rounds of it. Where the rates differ, as many rounds as make
 * a whole number of frames are converted as the circle that they are, so that a loop keeps time for hours.
 */
export function loadClipBuffer(clip: Buffered, rate: number, projectRate: number): Promise<AudioBuffer> {
  const { loop } = clip;
  if (!loop) return loadSource(clip, rate, projectRate);
  return cachedBuffer(`${rate} ${projectRate} ${clipBufferKey(clip)}`, async () => {
    const body = await loadRound(clip, loop, projectRate);
    if (rate === projectRate) return bufferOf(body, rate);
    const { length, margin, first, frames } = loopCircle(loop, rate, projectRate);
    const rows = body.map((channel) =>
      Float32Array.from(
        { length: length + 2 * margin },
        (_, i) => channel[(((i - margin) % loop.length) + loop.length) % loop.length] ?? 0,
      ),
    );
    const converted = await resampleInWorker(rows, projectRate, rate);
    return bufferOf(
      converted.map((channel) => fitted(channel.subarray(first, first + frames), frames)),
      rate,
    );
  });
}

/** One round of a loop, of no more than its own part of the sound where that is played as it is. */
async function loadRound(clip: Source, loop: Loop, rate: number): Promise<readonly Float32Array[]> {
  if (!isUnstretched(clip)) return loopBody(channelsOf(await loadSource(clip, rate, rate)), loop, rate);
  const margin = loopMargin(rate);
  const start = Math.min(margin, loop.start);
  const part = await sourceFrames(clip, rate, loop.start - start, start + loop.length + margin);
  return loopBody(part, { start, length: loop.length }, rate);
}

const loadedLength = async (soundId: string, rate: number): Promise<number> => {
  const pcm = await loadPcm(soundId);
  return Math.max(1, Math.round(((pcm.channels[0]?.length ?? 0) / pcm.sampleRate) * rate));
};

/** Exactly `length` long: rounding twice may leave a frame too many or too few. */
function fitted(channel: Float32Array, length: number): Float32Array {
  if (channel.length === length) return channel;
  const exact = new Float32Array(length);
  exact.set(channel.subarray(0, length));
  return exact;
}
