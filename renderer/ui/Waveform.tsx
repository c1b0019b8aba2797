import { usePeaks } from '../peaks/peaks';
import { WaveformChunk } from './WaveformChunk';

/** CSS pixels of one canvas. */
const CHUNK = 2048;

type Props = {
  soundId: string;
  /** the part of the sound that fills the width, in seconds */
  fromSeconds: number;
  toSeconds: number;
  colour: string;
  width: number;
  height: number;
  /** linear factor of the drawing */
  gain?: number;
};

/** A sound's waveform; empty while its peaks are computed. Decorative: what it shows is named by its container. */
export function Waveform({ soundId, fromSeconds, toSeconds, colour, width, height, gain = 1 }: Props) {
  const peaks = usePeaks(soundId);
  const secondsPerPixel = (toSeconds - fromSeconds) / Math.max(1, width);
  return (
    <div style={{ position: 'relative', width, height, flex: 'none' }} aria-hidden="true">
      {peaks &&
        Array.from({ length: Math.ceil(width / CHUNK) }, (_, index) => (
          <WaveformChunk
            key={index}
            peaks={peaks}
            fromSeconds={fromSeconds + index * CHUNK * secondsPerPixel}
            secondsPerPixel={secondsPerPixel}
            left={index * CHUNK}
            width={Math.min(CHUNK, width - index * CHUNK)}
            height={height}
            gain={gain}
            colour={colour}
          />
        ))}
    </div>
  );
}
