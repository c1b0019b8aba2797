import type { LoudnessReading } from './loudness';
import { SpectrumTap } from './spectrum';

/** Nothing measured yet. */
export const noLoudness: LoudnessReading = {
  momentary: -Infinity,
  shortTerm: -Infinity,
  integrated: -Infinity,
  range: 0,
  truePeakDb: -Infinity,
  maxMomentary: -Infinity,
  maxShortTerm: -Infinity,
};

/**
 * What stands between the mix and the machine's output for as long as the context lives, so that loudness is measured
 * over all that was played until it is reset, however often playing was stopped in between. Passes sound through.
 */
export class MasterTap {
  /** where the mix goes */
  readonly input: AudioNode;
  readonly spectrum: SpectrumTap;
  private latest = noLoudness;
  private readonly node: AudioWorkletNode;

  /** The studio's processors must have been loaded into the context. */
  constructor(context: BaseAudioContext) {
    this.node = new AudioWorkletNode(context, 'loudness', {
      numberOfInputs: 1,
      numberOfOutputs: 1,
      outputChannelCount: [2],
      channelCount: 2,
      channelCountMode: 'explicit',
    });
    this.node.port.onmessage = ({ data }: MessageEvent<LoudnessReading>) => {
      this.latest = data;
    };
    this.spectrum = new SpectrumTap(this.node);
    this.node.connect(context.destination);
    this.input = this.node;
  }

  get loudness(): LoudnessReading {
    return this.latest;
  }

  reset(): void {
    this.latest = noLoudness;
    this.node.port.postMessage('reset');
  }

  dispose(): void {
    this.node.port.postMessage('end');
    this.node.disconnect();
  }
}
