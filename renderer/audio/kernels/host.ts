import { isSilent, QUANTUM, type Kernel, type KernelDefinition, type KernelOptions } from './kernel';

/** A kernel with its values: what an effect becomes where nobody will move it. */
export type KernelLink = {
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
  readonly options: KernelOptions;
  /** of the processed sound in what leaves, 0 to 1; the rest is what came in */
  readonly share?: number;
  /** frames by which the processed sound is late: the rest waits for it */
  readonly latency?: number;
};

/**
 * Runs a kernel safely: values are finite and in range, a kernel at rest is left alone while its input is silent, and
 * one that gave something that is not a number is made anew, so that it is silent for a moment and not for ever.
 */
export class KernelHost {
  readonly values: Record<string, number> = {};
  private kernel: Kernel | null = null;
  private resting = false;

  constructor(
    private readonly definition: KernelDefinition,
    private readonly options: KernelOptions,
    private readonly sampleRate: number,
    initial: Readonly<Record<string, number>> = {},
  ) {
    for (const [key, [, , byDefault]] of Object.entries(definition.params)) this.values[key] = byDefault;
    for (const [key, value] of Object.entries(initial)) this.set(key, value);
  }

  set(key: string, value: number): void {
    const range = this.definition.params[key];
    if (!range) return;
    const [min, max, byDefault] = range;
    this.values[key] =
      value >= min && value <= max ? value : value < min ? min : value > max ? max : byDefault;
  }

  /** By how many dB the kernel turns a band down now, 0 or more. */
  reduction(band: number): number {
    return this.kernel?.reduction?.(band) ?? 0;
  }

  /** `elapsed`: frames of the project before these */
  process(left: Float32Array, right: Float32Array, elapsed: number): void {
    if (this.resting && isSilent(left) && isSilent(right)) return;
    this.kernel ??= this.definition.create({ sampleRate: this.sampleRate, elapsed, options: this.options });
    this.resting = this.kernel.process(left, right, this.values);
    // Of numbers of 32 bits, no sum overflows: it is finite where all are.
    let sumLeft = 0;
    let sumRight = 0;
    for (let i = 0; i < left.length; i += 1) {
      sumLeft += left[i]!;
      sumRight += right[i]!;
    }
    if (Number.isFinite(sumLeft + sumRight)) return;
    left.fill(0);
    right.fill(0);
    this.kernel = null;
    this.resting = false;
  }
}

type ChainLink = { readonly host: KernelHost; readonly share: number; readonly dry: readonly [Dry, Dry] };

/** Kernels in a row, each mixed with what came to it. */
export class KernelChain {
  private readonly links: readonly ChainLink[];

  constructor(
    links: readonly KernelLink[],
    kernels: Readonly<Record<string, KernelDefinition>>,
    sampleRate: number,
  ) {
    this.links = links.flatMap(({ name, values, options, share = 1, latency = 0 }) => {
      const definition = kernels[name];
      if (!definition) return [];
      const host = new KernelHost(definition, options, sampleRate, values);
      return [{ host, share, dry: [new Dry(latency), new Dry(latency)] as const }];
    });
  }

  /** 128 frames, in place. */
  process(left: Float32Array, right: Float32Array, elapsed: number): void {
    for (const { host, share, dry } of this.links) {
      if (share < 1) {
        dry[0].take(left);
        dry[1].take(right);
      }
      host.process(left, right, elapsed);
      if (share === 1) continue;
      dry[0].mix(left, share);
      dry[1].mix(right, share);
    }
  }
}

/** The dry share of one channel. */
class Dry {
  private readonly line: Float32Array;
  private at = 0;

  constructor(private readonly latency: number) {
    this.line = new Float32Array(latency + QUANTUM);
  }

  take(samples: Float32Array): void {
    const { line } = this;
    const until = Math.min(QUANTUM, line.length - this.at);
    line.set(samples.subarray(0, until), this.at);
    line.set(samples.subarray(until), 0);
    this.at = (this.at + QUANTUM) % line.length;
  }

  /** Beside `share` of the processed sound, in place. */
  mix(samples: Float32Array, share: number): void {
    const { line } = this;
    // What was taken last ends before `at`; what is late by the latency began so much earlier.
    let from = (this.at + 2 * line.length - QUANTUM - this.latency) % line.length;
    for (let i = 0; i < QUANTUM; i += 1) {
      samples[i] = share * samples[i]! + (1 - share) * line[from]!;
      from = from + 1 === line.length ? 0 : from + 1;
    }
  }
}
