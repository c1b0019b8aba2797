import { defineKernel, type Kernel } from './kernel';

/**
 * Pitch shift by two overlapping taps of one delay line, each swept over a window and faded in and out by a squared
 * sine (the pair always sums to 1). Simple, without transients' smearing across windows; large shifts warble, as the
 * method does. The mean delay is half a window.
 */
export class PitchShifter {
  private readonly lines: [Float32Array, Float32Array];
  private readonly mask: number;
  private at = 0;
  /** position of the first tap within the window, 0 to 1 */
  private phase: number;

  /**
   * `window` in frames. `elapsed` is how many frames of the project lie before the first one processed, so that the
   * taps stand where they would if it had been played from the beginning at `ratio`.
   */
  constructor(
    private readonly window: number,
    private ratio: number,
    elapsed: number,
  ) {
    const size = 2 ** Math.ceil(Math.log2(window + 8));
    this.lines = [new Float32Array(size), new Float32Array(size)];
    this.mask = size - 1;
    this.phase = wrap((elapsed * (1 - ratio)) / window);
  }

  /** Writes in place. `ratio` 2 is an octave up; it is come to in even intervals. */
  process(left: Float32Array, right: Float32Array, ratio: number): void {
    const turn = (ratio / this.ratio) ** (1 / left.length);
    for (let i = 0; i < left.length; i += 1) {
      this.ratio *= turn;
      const step = (1 - this.ratio) / this.window;
      this.lines[0][this.at] = left[i]!;
      this.lines[1][this.at] = right[i]!;
      const fade = Math.sin(Math.PI * this.phase) ** 2;
      const first = this.phase * this.window;
      const second = wrap(this.phase + 0.5) * this.window;
      left[i] = fade * this.read(0, first) + (1 - fade) * this.read(0, second);
      right[i] = fade * this.read(1, first) + (1 - fade) * this.read(1, second);
      this.at = (this.at + 1) & this.mask;
      // At rest only one tap should sound, or the pair would comb: drift to the nearest end of the window.
      this.phase = wrap(
        step !== 0 ? this.phase + step : this.phase + (this.phase < 0.5 ? -1 : 1) * rest(this.phase),
      );
    }
    this.ratio = ratio;
  }

  /** Cubic (Catmull-Rom) interpolation at `delay` frames ago. */
  private read(channel: 0 | 1, delay: number): number {
    const line = this.lines[channel];
    const whole = Math.floor(delay);
    const part = delay - whole;
    const newest = this.at - whole + (this.mask + 1) * 2;
    // Within one frame of now there is no newer neighbour: the newest stands in for it.
    const a = line[(whole > 0 ? newest + 1 : newest) & this.mask]!;
    const b = line[newest & this.mask]!;
    const c = line[(newest - 1) & this.mask]!;
    const d = line[(newest - 2) & this.mask]!;
    return b + 0.5 * part * (c - a + part * (2 * a - 5 * b + 4 * c - d + part * (3 * (b - c) + d - a)));
  }
}

const wrap = (phase: number): number => phase - Math.floor(phase);

const rest = (phase: number): number => Math.min(phase, 1 - phase, 1e-4);

export const pitchKernel = defineKernel(
  { semitones: [-24, 24, 0], cents: [-100, 100, 0] },
  ({ options, elapsed }): Kernel<'semitones' | 'cents'> => {
    const window = typeof options['window'] === 'number' ? options['window'] : 4096;
    let shifter: PitchShifter | null = null;
    return {
      process: (left, right, { semitones, cents }) => {
        const ratio = 2 ** ((semitones + cents / 100) / 12);
        shifter ??= new PitchShifter(window, ratio, elapsed);
        shifter.process(left, right, ratio);
        // The taps move on with time, through silence too.
        return false;
      },
    };
  },
);
