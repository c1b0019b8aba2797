import { isSilent, type Kernel, type KernelDefinition, type KernelOptions } from './kernel';

/** A kernel with its values: what an effect becomes where nobody will move it. */
export type KernelLink = {
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
  readonly options: KernelOptions;
  /** of the processed sound in what leaves, 0 to 1; the rest is what came in */
  readonly share?: number;
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

  /** `elapsed`: frames of the project before these */
  process(left: Float32Array, right: Float32Array, elapsed: number): void {
    if (this.resting && isSilent(left) && isSilent(right)) return;
    this.kernel ??= this.definition.create({ sampleRate: this.sampleRate, elapsed, options: this.options });
    this.resting = this.kernel.process(left, right, this.values);
    let check = 0;
    for (let i = 0; i < left.length; i += 1) check += left[i]! * 0 + right[i]! * 0;
    if (check === 0) return;
    left.fill(0);
    right.fill(0);
    this.kernel = null;
    this.resting = false;
  }
}

/** Kernels in a row, each mixed with what came to it. */
export class KernelChain {
  private readonly links: { readonly host: KernelHost; readonly share: number }[];
  private readonly dryLeft = new Float32Array(FRAMES);
  private readonly dryRight = new Float32Array(FRAMES);

  constructor(
    links: readonly KernelLink[],
    kernels: Readonly<Record<string, KernelDefinition>>,
    sampleRate: number,
  ) {
    this.links = links.flatMap(({ name, values, options, share = 1 }) => {
      const definition = kernels[name];
      return definition ? [{ host: new KernelHost(definition, options, sampleRate, values), share }] : [];
    });
  }

  /** 128 frames, in place. */
  process(left: Float32Array, right: Float32Array, elapsed: number): void {
    const { dryLeft, dryRight } = this;
    for (const { host, share } of this.links) {
      if (share < 1) {
        dryLeft.set(left);
        dryRight.set(right);
      }
      host.process(left, right, elapsed);
      if (share === 1) continue;
      for (let i = 0; i < FRAMES; i += 1) {
        left[i] = share * left[i]! + (1 - share) * dryLeft[i]!;
        right[i] = share * right[i]! + (1 - share) * dryRight[i]!;
      }
    }
  }
}

const FRAMES = 128;
