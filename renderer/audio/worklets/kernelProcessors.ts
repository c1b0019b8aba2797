import './ending';
import { kernels } from '../kernels/index';
import { AutomatedKernel } from '../kernels/automated';
import { KernelChain, type KernelLink } from '../kernels/host';
import type { KernelDefinition, KernelOptions } from '../kernels/kernel';
import { ReductionReporter } from './reduction';

/** What an audio worklet's global scope offers; TypeScript's DOM library describes the page's side only. */
declare const sampleRate: number;
declare const currentFrame: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
type ProcessorOptions = {
  options: KernelOptions;
  /** whose gain reduction can be watched */
  bands: number;
  chain: readonly KernelLink[];
  /** context frame at which the project stands at `startPosition` */
  startFrame: number;
  startPosition: number;
};
declare function registerProcessor(
  name: string,
  constructor: new (options: { processorOptions: ProcessorOptions }) => AudioWorkletProcessor,
): void;

type Params = Record<string, Float32Array>;

/** Over which a processor comes in that was made too late, in seconds. */
const FADE = 0.015;

/**
 * Copies its input to its output, where kernels work on it in place. Nothing happens before the project starts. Nodes
 * are there before their processors: one that is made while sound passes begins in the middle of it, and is faded in.
 */
abstract class InPlace extends AudioWorkletProcessor {
  private ended = false;
  private readonly start: number;
  private readonly position: number;
  /** how far it is faded in; NaN before its first frames */
  private level = NaN;

  constructor({ processorOptions }: { processorOptions: ProcessorOptions }) {
    super();
    this.start = processorOptions.startFrame;
    this.position = processorOptions.startPosition;
    this.port.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === 'end') this.ended = true;
      else this.told(data);
    };
  }

  /** A message other than 'end'. */
  protected told(_message: unknown): void {}

  process(inputs: Float32Array[][], outputs: Float32Array[][], params: Params): boolean {
    const left = outputs[0]?.[0];
    const right = outputs[0]?.[1];
    if (!left || !right || currentFrame < this.start) return !this.ended;
    const input = inputs[0];
    if (input?.[0]) {
      left.set(input[0]);
      right.set(input[1] ?? input[0]);
    }
    if (Number.isNaN(this.level)) this.level = currentFrame > this.start ? 0 : 1;
    const elapsed = this.position + currentFrame - this.start;
    if (this.level === 1) this.run(left, right, elapsed, params);
    else {
      // What goes in as well: out of a delay it would come whole when the output is faded in already.
      this.fadeIn(left, right);
      this.run(left, right, elapsed, params);
      this.level = this.fadeIn(left, right);
    }
    return !this.ended;
  }

  /** @returns the level that the next frame is to have */
  private fadeIn(left: Float32Array, right: Float32Array): number {
    const step = 1 / (FADE * sampleRate);
    for (let i = 0; i < left.length; i += 1) {
      const level = Math.min(1, this.level + i * step);
      left[i] = left[i]! * level;
      right[i] = right[i]! * level;
    }
    return Math.min(1, this.level + left.length * step);
  }

  protected abstract run(left: Float32Array, right: Float32Array, elapsed: number, params: Params): void;
}

/** Several kernels in a row whose values never change: a call and a parameter less for each, in an export. */
class ChainProcessor extends InPlace {
  private readonly chain: KernelChain;

  constructor(options: { processorOptions: ProcessorOptions }) {
    super(options);
    this.chain = new KernelChain(options.processorOptions.chain, kernels, sampleRate);
  }

  protected run(left: Float32Array, right: Float32Array, elapsed: number): void {
    this.chain.process(left, right, elapsed);
  }
}

function processorOf(definition: KernelDefinition) {
  return class extends InPlace {
    static readonly parameterDescriptors = Object.entries(definition.params).map(([name, range]) => ({
      name,
      minValue: range[0],
      maxValue: range[1],
      defaultValue: range[2],
      automationRate: 'a-rate',
    }));
    private readonly kernel: AutomatedKernel;
    private readonly reduction: ReductionReporter;

    constructor(options: { processorOptions: ProcessorOptions }) {
      super(options);
      this.kernel = new AutomatedKernel(definition, options.processorOptions.options, sampleRate);
      this.reduction = new ReductionReporter(options.processorOptions.bands, sampleRate);
    }

    protected override told(): void {
      this.reduction.watch();
    }

    protected run(left: Float32Array, right: Float32Array, elapsed: number, params: Params): void {
      this.kernel.process(left, right, elapsed, params);
      const news = this.reduction.add(this.kernel, left.length);
      if (news) this.port.postMessage(news);
    }
  };
}

for (const [name, definition] of Object.entries(kernels)) {
  registerProcessor(`kernel:${name}`, processorOf(definition));
}
registerProcessor('chain', ChainProcessor);
