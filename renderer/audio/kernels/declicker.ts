import { defineKernel, type Kernel } from './kernel';

/** The longest click that is mended, and what must be known on either side of it. Seconds. */
const LONGEST = 0.0015;
const CONTEXT = 0.001;

/** Frames by which it delays: a click must be over before it is mended. */
export const declickerLatency = (sampleRate: number): number =>
  Math.ceil((LONGEST + 2 * CONTEXT) * sampleRate);

/**
 * Finds samples whose second difference stands out from that of the last moments (clicks hold far more treble than what
 * is around them), and draws a cubic through what is on both sides of them (Godsill & Rayner, Digital Audio
 * Restoration, 1998, ch. 5, with a fixed predictor). What is no click passes unchanged.
 */
class Channel {
  private readonly line: Float64Array;
  private at = 0;
  /** mean square of the second difference */
  private usual = 1e-6;
  private begin = -1;
  private last = -1;
  private readonly forget: number;
  private readonly longest: number;
  private readonly context: number;

  constructor(
    sampleRate: number,
    private readonly latency: number,
  ) {
    this.line = new Float64Array(2 ** Math.ceil(Math.log2(4 * latency)));
    this.forget = 1 - Math.exp(-1 / (0.02 * sampleRate));
    this.longest = Math.round(LONGEST * sampleRate);
    this.context = Math.round(CONTEXT * sampleRate);
  }

  /** `times`: how far a click stands out, as a ratio of amplitudes */
  process(samples: Float32Array, times: number): void {
    for (let i = 0; i < samples.length; i += 1) {
      this.at += 1;
      this.put(this.at, samples[i]!);
      this.watch(times * times);
      samples[i] = this.get(this.at - this.latency);
    }
  }

  private watch(limit: number): void {
    const { at } = this;
    const second = this.get(at) - 2 * this.get(at - 1) + this.get(at - 2);
    const power = second * second;
    const stands = power > limit * this.usual;
    if (stands) {
      if (this.begin < 0) this.begin = at - 2;
      this.last = at;
    }
    // A click itself must not raise what is usual, but what goes on is no click.
    this.usual += this.forget * (Math.min(power, 4 * this.usual + 1e-12) - this.usual);
    if (this.begin < 0 || at - this.last < this.context) return;
    if (this.last - this.begin <= this.longest + 2) this.mend(this.begin - 1, this.last + 1);
    this.begin = -1;
  }

  /** A cubic Hermite curve over what lies between two good samples. */
  private mend(from: number, to: number): void {
    const span = to - from;
    const a = this.get(from);
    const b = this.get(to);
    const slopeA = (a - this.get(from - 3)) / 3;
    const slopeB = (this.get(to + 3) - b) / 3;
    for (let i = 1; i < span; i += 1) {
      const t = i / span;
      const u = 1 - t;
      this.put(
        from + i,
        u * u * ((1 + 2 * t) * a + t * span * slopeA) + t * t * ((3 - 2 * t) * b - u * span * slopeB),
      );
    }
  }

  private get(frame: number): number {
    return this.line[frame & (this.line.length - 1)]!;
  }

  private put(frame: number, value: number): void {
    this.line[frame & (this.line.length - 1)] = value;
  }
}

export const declickerKernel = defineKernel(
  { sensitivity: [0, 100, 50] },
  ({ sampleRate }): Kernel<'sensitivity'> => {
    const latency = declickerLatency(sampleRate);
    const channels = [new Channel(sampleRate, latency), new Channel(sampleRate, latency)] as const;
    return {
      process: (left, right, { sensitivity }) => {
        // 40 dB above the usual for the least sensitive, 12 dB for the most.
        const times = 10 ** ((40 - 0.28 * sensitivity) / 20);
        channels[0].process(left, times);
        channels[1].process(right, times);
        return false;
      },
    };
  },
);
