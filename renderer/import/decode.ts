import { ALL_FORMATS, AudioSampleSink, BlobSource, Input, type AudioSample } from 'mediabunny';
import { StudioError } from '../../preload/contract/errors';

/** A stretch of a file's sound: one array per channel of the file, full scale ±1. */
export type DecodedBlock = {
  readonly sampleRate: number;
  readonly channels: Float32Array[];
  /** how much of the file is read, 0 to 1 */
  readonly fraction: number;
};

const unreadable = (name: string): StudioError =>
  new StudioError(
    'invalid-input',
    `“${name}” holds no sound that the studio can read.`,
    'Convert it to WAV, FLAC, MP3, Ogg, Opus or M4A first.',
  );

const RATE_MIN = 8000;
const RATE_MAX = 192_000;

/**
 * A file's sound in blocks, at the file's own sample rate: decodeAudioData would resample it to the context's, and hold
 * all of it at once. Meant for a worker: blocks are as small as the codec's, tens of thousands in a long file.
 * @throws StudioError `invalid-input` for what is no audio; `file-damaged` when it breaks off
 */
export async function* decodeFile(file: File): AsyncGenerator<DecodedBlock> {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  try {
    const track = await primaryTrack(input);
    if (!track || !(await track.canDecode())) throw unreadable(file.name);
    const duration = await track.computeDuration();
    let sampleRate = 0;
    for await (const sample of new AudioSampleSink(track).samples()) {
      try {
        sampleRate ||= acceptedRate(sample.sampleRate, file.name);
        if (sample.sampleRate !== sampleRate) throw brokenOff(file.name);
        const channels = planes(sample);
        if (channels.length === 0) continue;
        yield { sampleRate, channels, fraction: Math.min(1, sample.timestamp / Math.max(duration, 0.001)) };
      } finally {
        sample.close();
      }
    }
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown;
    throw brokenOff(file.name);
  } finally {
    input.dispose();
  }
}

async function primaryTrack(input: Input) {
  try {
    return await input.getPrimaryAudioTrack();
  } catch {
    // A file of none of the formats, or an empty one.
    return null;
  }
}

function acceptedRate(rate: number, name: string): number {
  if (rate >= RATE_MIN && rate <= RATE_MAX) return rate;
  throw new StudioError(
    'invalid-input',
    `“${name}” has a sample rate of ${rate} Hz; the studio takes 8 to 192 kHz.`,
    'Convert it to 48 kHz first.',
  );
}

const brokenOff = (name: string): StudioError =>
  new StudioError('file-damaged', `“${name}” is damaged or breaks off.`, 'Try another copy of the file.');

/** The sample's channels without what lies before the beginning: a codec's start-up, which is not to be heard. */
function planes(sample: AudioSample): Float32Array[] {
  const skip = Math.max(0, Math.round(-sample.timestamp * sample.sampleRate));
  const frameCount = sample.numberOfFrames - skip;
  if (frameCount <= 0) return [];
  return Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
    const plane = new Float32Array(frameCount);
    sample.copyTo(plane, { planeIndex, format: 'f32-planar', frameOffset: skip, frameCount });
    return plane;
  });
}
