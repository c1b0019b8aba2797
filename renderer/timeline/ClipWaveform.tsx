import type { Clip } from '../../preload/contract/document';
import { usePeaks } from '../peaks/peaks';
import { WaveformChunk } from '../ui/WaveformChunk';
import { useFrame } from './viewport';

/** CSS pixels of one canvas: small, so that a long clip draws little beyond what is seen. */
const CHUNK = 1024;

type Props = {
  clip: Clip;
  sampleRate: number;
  pixelsPerSecond: number;
  width: number;
  height: number;
  colour: string;
};

/** The clip's part of its sound, in chunks; only those in the mounted part of the timeline exist. */
export function ClipWaveform({ clip, sampleRate, pixelsPerSecond, width, height, colour }: Props) {
  const peaks = usePeaks(clip.soundId);
  const clipPx = (clip.start / sampleRate) * pixelsPerSecond;
  const last = Math.ceil(width / CHUNK) - 1;
  const from = useFrame((frame) => Math.max(0, Math.floor((frame.fromPx - clipPx) / CHUNK)));
  const to = useFrame((frame) => Math.min(last, Math.floor((frame.toPx - clipPx) / CHUNK)));
  if (!peaks || height < 4) return null;
  const secondsPerPixel = 1 / pixelsPerSecond;
  const offset = clip.offset / sampleRate;
  const gain = 10 ** (clip.gainDb / 20);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => {
    const left = (from + index) * CHUNK;
    return (
      <WaveformChunk
        key={left}
        peaks={peaks}
        fromSeconds={offset + left * secondsPerPixel}
        secondsPerPixel={secondsPerPixel}
        left={left}
        width={Math.min(CHUNK, width - left)}
        height={height}
        gain={gain}
        colour={colour}
      />
    );
  });
}
