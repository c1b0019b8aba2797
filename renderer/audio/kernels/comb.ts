import { DelayLine } from './delayLine';
import { defineKernel, NOTHING, share, type Kernel } from './kernel';

const LOWEST = 20;
/** A new tone is slid to: a line that is read at many times its speed shrieks. Seconds for 63 % of the way */
const SLIDE = 0.02;

/**
 * A resonator: what leaves returns after one period of a tone, damped by a one-pole low-pass (Karplus-Strong without the
 * string; Smith, Physical Audio Signal Processing, ch. 2.6). Negative feedback leaves the odd harmonics an octave lower.
 * The damping's own delay at the tone is taken off the line, so that it rings in tune.
 */
export const combKernel = defineKernel(
  { frequency: [LOWEST, 4000, 220], feedback: [-0.995, 0.995, 0.9], damping: [200, 24_000, 8000] },
  ({ sampleRate }): Kernel<'frequency' | 'feedback' | 'damping'> => {
    const lines = [new DelayLine(sampleRate / LOWEST), new DelayLine(sampleRate / LOWEST)] as const;
    const low = new Float64Array(2);
    const slide = share(SLIDE, sampleRate);
    let period = NaN;
    let feedback = NaN;
    let quiet = 0;
    return {
      process: (left, right, values) => {
        const { frequency, damping } = values;
        const pole = Math.exp((-2 * Math.PI * Math.min(damping, 0.49 * sampleRate)) / sampleRate);
        const w = (2 * Math.PI * frequency) / sampleRate;
        const lag = Math.atan2(pole * Math.sin(w), 1 - pole * Math.cos(w)) / w;
        const goal = Math.max(2, sampleRate / frequency - lag);
        if (Number.isNaN(period)) period = goal;
        if (Number.isNaN(feedback)) feedback = values.feedback;
        const more = (values.feedback - feedback) / left.length;
        let loudest = 0;
        for (let i = 0; i < left.length; i += 1) {
          feedback += more;
          period += slide * (goal - period);
          for (let side = 0; side < 2; side += 1) {
            const samples = side === 0 ? left : right;
            const line = lines[side]!;
            const late = line.read(period - 1);
            const damped = late + pole * (low[side]! - late);
            low[side] = Math.abs(damped) < NOTHING ? 0 : damped;
            // Scaled so that a resonance of any length is about as loud as what rings.
            const next = (1 - Math.abs(feedback)) * 2 * samples[i]! + feedback * low[side]!;
            line.write(Math.abs(next) < NOTHING ? 0 : next);
            samples[i] = next;
            loudest = Math.max(loudest, Math.abs(next));
          }
        }
        feedback = values.feedback;
        quiet = loudest < NOTHING ? quiet + left.length : 0;
        return quiet > sampleRate / LOWEST;
      },
    };
  },
);
