import './ending';
import { EnvelopeFollower } from './follower';
import { LevelCollector, LoudnessReporter } from './meter';

/** What an audio worklet's global scope offers; TypeScript's DOM library describes the page's side only. */
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(
  name: string,
  constructor: new (options: { processorOptions: Record<string, number> }) => AudioWorkletProcessor,
): void;

type Params = Record<string, Float32Array>;
type Describe = { name: string; minValue: number; maxValue: number; defaultValue: number };

const describe = (name: string, minValue: number, maxValue: number, defaultValue: number) => ({
  name,
  minValue,
  maxValue,
  defaultValue,
  automationRate: 'k-rate',
});

const first = (params: Params, name: string): number => params[name]?.[0] ?? 0;

/** A processor that works on its output in place, after the input was copied there (silence when nothing is connected). */
abstract class InPlace extends AudioWorkletProcessor {
  private ended = false;

  constructor() {
    super();
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
    if (!left || !right) return !this.ended;
    const input = inputs[0];
    if (input?.[0]) {
      left.set(input[0]);
      right.set(input[1] ?? input[0]);
    }
    this.run(left, right, params);
    return !this.ended;
  }

  protected abstract run(left: Float32Array, right: Float32Array, params: Params): void;
}

class FollowerProcessor extends InPlace {
  static readonly parameterDescriptors: readonly Describe[] = [
    describe('attack', 0, 1, 0.01),
    describe('release', 0, 8, 0.2),
  ];
  private readonly follower = new EnvelopeFollower(sampleRate);

  protected run(left: Float32Array, right: Float32Array, params: Params): void {
    this.follower.process(left, right, first(params, 'attack'), first(params, 'release'));
  }
}

/** Passes sound through and reports its level about 45 times a second, but silence only once. */
class MeterProcessor extends InPlace {
  private readonly levels = new LevelCollector(1024);
  private silent = false;

  protected run(left: Float32Array, right: Float32Array): void {
    const block = this.levels.add(left, right);
    if (!block) return;
    const silent = block.peak[0] === 0 && block.peak[1] === 0;
    if (!silent || !this.silent) this.port.postMessage(block);
    this.silent = silent;
  }
}

/** Passes sound through and reports its loudness ten times a second; measures anew when it is sent 'reset'. */
class LoudnessProcessor extends InPlace {
  private readonly loudness = new LoudnessReporter(sampleRate);

  protected run(left: Float32Array, right: Float32Array): void {
    const reading = this.loudness.add(left, right);
    if (reading) this.port.postMessage(reading);
  }

  protected override told(message: unknown): void {
    if (message === 'reset') this.port.postMessage(this.loudness.reset());
  }
}

registerProcessor('follower', FollowerProcessor);
registerProcessor('meter', MeterProcessor);
registerProcessor('loudness', LoudnessProcessor);
