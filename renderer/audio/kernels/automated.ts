import { KernelHost } from './host';
import { MOVING_FRAMES, QUANTUM, type KernelDefinition, type KernelOptions } from './kernel';

/** A parameter's values in a quantum: one for each frame, or one for all. */
export type ParamValues = Readonly<Record<string, Float32Array>>;

/** A ramp turns where it becomes steeper, or flatter, by this share of what is the steeper. */
const TURN = 1 / 4;
/** As a share of a parameter's range: smaller turns are what a ramp has from being rounded to 32 bits. */
const ROUNDING = 2 ** -20;

/**
 * A kernel whose parameters may move at any frame. While one does, the kernel gets pieces of at most MOVING_FRAMES with
 * the values that the last frame of each has, and where a parameter turns, one piece ends. A value that glides through
 * pieces is then exact: levels, rates, pitch. One that stands still in each, as a threshold or a time does, is at most
 * MOVING_FRAMES − 1 frames early. A jump turns twice: it is a piece of one frame, so that it acts on its own frame and
 * at once. (Frame by frame throughout, a multiband compressor under automation takes more than a processor core.)
 */
export class AutomatedKernel {
  private readonly host: KernelHost;
  private readonly params: readonly { readonly key: string; readonly rounding: number }[];
  /** of each parameter, in the frame before: its value, and how far it had moved */
  private readonly values: Float64Array;
  private readonly steps: Float64Array;
  /** 1 where a parameter turns */
  private readonly turns = new Uint8Array(QUANTUM);
  private readonly left = views();
  private readonly right = views();

  constructor(definition: KernelDefinition, options: KernelOptions, sampleRate: number) {
    this.host = new KernelHost(definition, options, sampleRate);
    this.params = Object.entries(definition.params).map(([key, [min, max]]) => ({
      key,
      rounding: ROUNDING * (max - min),
    }));
    this.values = new Float64Array(this.params.length).fill(NaN);
    this.steps = new Float64Array(this.params.length);
  }

  /** By how many dB the kernel turns a band down now, 0 or more. */
  reduction(band: number): number {
    return this.host.reduction(band);
  }

  /** A quantum, in place. `elapsed`: frames of the project before it */
  process(left: Float32Array, right: Float32Array, elapsed: number, params: ParamValues): void {
    if (!this.look(params)) {
      this.take(params, QUANTUM - 1);
      this.host.process(left, right, elapsed);
      return;
    }
    for (let from = 0; from < QUANTUM;) {
      const most = Math.min(MOVING_FRAMES, QUANTUM - from);
      let frames = 1;
      while (frames < most && this.turns[from + frames] === 0) frames += 1;
      this.take(params, from + frames - 1);
      this.piece(left, right, from, frames, elapsed);
      from += frames;
    }
  }

  /** Finds turns. @returns whether a parameter moves */
  private look(params: ParamValues): boolean {
    let moves = false;
    this.turns.fill(0);
    for (let p = 0; p < this.params.length; p += 1) {
      const { key, rounding } = this.params[p]!;
      const values = params[key];
      if (values && this.lookAt(values, p, rounding)) moves = true;
    }
    return moves;
  }

  private lookAt(values: Float32Array, p: number, rounding: number): boolean {
    const last = values.length - 1;
    let value = this.values[p]!;
    let before = this.steps[p]!;
    let moves = false;
    // Where one value stands for all, what came before it may end a jump in the second frame.
    for (let i = 0; i <= Math.max(1, last); i += 1) {
      const next = values[Math.min(i, last)]!;
      // Nothing has been before the first quantum.
      const step = Number.isNaN(value) ? 0 : next - value;
      const turn = Math.abs(step - before);
      if (turn > rounding && turn > TURN * Math.max(Math.abs(step), Math.abs(before))) this.turns[i] = 1;
      if (i > 0 && (step !== 0 || this.turns[i] === 1)) moves = true;
      value = next;
      before = step;
    }
    this.values[p] = value;
    this.steps[p] = before;
    return moves;
  }

  private piece(
    left: Float32Array,
    right: Float32Array,
    from: number,
    frames: number,
    elapsed: number,
  ): void {
    const ownLeft = this.left[frames]!;
    const ownRight = this.right[frames]!;
    for (let i = 0; i < frames; i += 1) {
      ownLeft[i] = left[from + i]!;
      ownRight[i] = right[from + i]!;
    }
    this.host.process(ownLeft, ownRight, elapsed + from);
    left.set(ownLeft, from);
    right.set(ownRight, from);
  }

  private take(params: ParamValues, at: number): void {
    for (const { key } of this.params) {
      const values = params[key];
      this.host.set(key, values?.[values.length === 1 ? 0 : at] ?? NaN);
    }
  }
}

/** Where pieces are worked on, by their length. */
function views(): readonly Float32Array[] {
  const longest = new Float32Array(MOVING_FRAMES);
  return Array.from({ length: MOVING_FRAMES + 1 }, (_, frames) => longest.subarray(0, frames));
}
