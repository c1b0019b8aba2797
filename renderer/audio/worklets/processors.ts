import { Compressor } from './compressor';
import { Crusher } from './crusher';
import { Gate } from './gate';
import { Limiter } from './limiter';
import { LevelCollector } from './meter';
import { PitchShifter } from './pitch';

/** What an audio worklet's global scope offers; TypeScript's DOM library describes the page's side only. */
declare const sampleRate: number;
declare const currentFrame: number;
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
    this.port.onmessage = () => {
      this.ended = true;
    };
  }

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

class CrusherProcessor extends InPlace {
  static readonly parameterDescriptors: readonly Describe[] = [
    describe('bits', 1, 16, 16),
    describe('rate', 100, 96_000, 48_000),
  ];
  private readonly crusher = new Crusher();

  protected run(left: Float32Array, right: Float32Array, params: Params): void {
    this.crusher.process(left, right, first(params, 'bits'), first(params, 'rate') / sampleRate);
  }
}

class CompressorProcessor extends InPlace {
  static readonly parameterDescriptors: readonly Describe[] = [
    describe('threshold', -100, 0, -24),
    describe('ratio', 1, 100, 3),
    describe('knee', 0, 60, 6),
    describe('attack', 0, 4, 0.01),
    describe('release', 0, 8, 0.15),
  ];
  private readonly compressor = new Compressor(sampleRate);

  protected run(left: Float32Array, right: Float32Array, params: Params): void {
    this.compressor.process(left, right, {
      thresholdDb: first(params, 'threshold'),
      ratio: first(params, 'ratio'),
      kneeDb: first(params, 'knee'),
      attack: first(params, 'attack'),
      release: first(params, 'release'),
    });
  }
}

class GateProcessor extends InPlace {
  static readonly parameterDescriptors: readonly Describe[] = [
    describe('threshold', -100, 0, -40),
    describe('range', -100, 0, -60),
    describe('attack', 0, 1, 0.002),
    describe('hold', 0, 2, 0.05),
    describe('release', 0, 4, 0.1),
  ];
  private readonly gate = new Gate(sampleRate);

  protected run(left: Float32Array, right: Float32Array, params: Params): void {
    this.gate.process(left, right, {
      thresholdDb: first(params, 'threshold'),
      rangeDb: first(params, 'range'),
      attack: first(params, 'attack'),
      hold: first(params, 'hold'),
      release: first(params, 'release'),
    });
  }
}

class LimiterProcessor extends InPlace {
  static readonly parameterDescriptors: readonly Describe[] = [
    describe('ceiling', 0.001, 1, 1),
    describe('release', 0.001, 4, 0.1),
  ];
  private readonly limiter = new Limiter(sampleRate);

  protected run(left: Float32Array, right: Float32Array, params: Params): void {
    this.limiter.process(left, right, first(params, 'ceiling'), first(params, 'release'));
  }
}

class PitchProcessor extends InPlace {
  static readonly parameterDescriptors: readonly Describe[] = [describe('ratio', 0.2, 5, 1)];
  private shifter: PitchShifter | null = null;
  private readonly window: number;
  private readonly start: number;
  private readonly position: number;

  constructor(options: { processorOptions: Record<string, number> }) {
    super();
    const { window = 4096, startFrame = 0, startPosition = 0 } = options.processorOptions;
    this.window = window;
    this.start = startFrame;
    this.position = startPosition;
  }

  protected run(left: Float32Array, right: Float32Array, params: Params): void {
    const ratio = first(params, 'ratio');
    if (!this.shifter) {
      // Nothing sounds before the start; the taps begin to move there.
      if (currentFrame < this.start) return;
      this.shifter = new PitchShifter(this.window, ratio, this.position + currentFrame - this.start);
    }
    this.shifter.process(left, right, ratio);
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

registerProcessor('bit-crusher', CrusherProcessor);
registerProcessor('compressor', CompressorProcessor);
registerProcessor('gate', GateProcessor);
registerProcessor('limiter', LimiterProcessor);
registerProcessor('pitch-shifter', PitchProcessor);
registerProcessor('meter', MeterProcessor);
