import { design, Section } from './biquad';
import { DelayLine } from './delayLine';
import { defineKernel, NOTHING, Scratch, type Kernel } from './kernel';

/** Delays of the allpasses that make a side of what is mono, in milliseconds, and their gain (Schroeder, 1962). */
const ALLPASSES = [7.3, 11.9, 17.1, 23.3] as const;
const ALLPASS_GAIN = 0.55;
/** Down to here the side keeps all of its bass. Hz */
export const BASS_OFF = 20;

/**
 * Mid and side: the side is scaled, freed of its bass, and joined by what allpasses make of the mid. All of it cancels
 * when the channels are added up, so a mono listener hears the mid as it was (Gerzon, Stereo shuffling, 1986).
 */
export const widenerKernel = defineKernel(
  { width: [0, 4, 1], spread: [0, 2, 0], bass: [BASS_OFF, 2000, BASS_OFF] },
  ({ sampleRate }): Kernel<'width' | 'spread' | 'bass'> => {
    const lines = ALLPASSES.map((ms) => ({
      line: new DelayLine((ms * sampleRate) / 1000),
      frames: Math.round((ms * sampleRate) / 1000) - 1,
    }));
    const filter = new Section();
    const coefficients = new Float64Array(5);
    const sides = new Scratch();
    const others = new Scratch();
    let tuned = NaN;
    let quiet = 0;
    let width = NaN;
    let spread = NaN;
    return {
      process: (left, right, values) => {
        const { bass } = values;
        if (Number.isNaN(width)) {
          width = values.width;
          spread = values.spread;
        }
        const wider = (values.width - width) / left.length;
        const more = (values.spread - spread) / left.length;
        if (bass !== tuned && bass > BASS_OFF) {
          tuned = bass;
          design('highpass', bass, 0, Math.SQRT1_2, sampleRate, coefficients);
        }
        const side = sides.as(left);
        const unused = others.as(left);
        let loudest = 0;
        for (let i = 0; i < left.length; i += 1) {
          const mid = (left[i]! + right[i]!) / 2;
          let diffuse = mid;
          for (const { line, frames } of lines) {
            const late = line.tap(frames);
            const next = diffuse + ALLPASS_GAIN * late;
            line.write(Math.abs(next) < NOTHING ? 0 : next);
            diffuse = late - ALLPASS_GAIN * next;
          }
          width += wider;
          spread += more;
          side[i] = (width * (left[i]! - right[i]!)) / 2 + spread * diffuse;
          left[i] = mid;
          loudest = Math.max(loudest, Math.abs(mid), Math.abs(diffuse));
        }
        width = values.width;
        spread = values.spread;
        unused.fill(0);
        const still = bass <= BASS_OFF || filter.process(coefficients, side, unused);
        for (let i = 0; i < left.length; i += 1) {
          const mid = left[i]!;
          left[i] = mid + side[i]!;
          right[i] = mid - side[i]!;
        }
        quiet = loudest < NOTHING ? quiet + left.length : 0;
        return still && quiet > 0.1 * sampleRate;
      },
    };
  },
);
