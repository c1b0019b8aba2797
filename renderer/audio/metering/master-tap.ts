import type { LoudnessReading } from './loudness';

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

/** Frames of one spectrum: at 48 kHz a line every 11.7 Hz, 85 ms long. */
export const SPECTRUM_SIZE = 4096;

/** Watches a node's sound; goes when the node is disconnected. Channels are averaged. */
export function spectrumOf(source: AudioNode): AnalyserNode {
  const analyser = new AnalyserNode(source.context, { fftSize: SPECTRUM_SIZE, smoothingTimeConstant: 0 });
  source.connect(analyser);
  return analyser;
}

/**
 * What stands between the mix and the machine's output for as long as the context lives, so that loudness is measured
 * over all that was played until it is reset, however often playing was stopped in between. Passes sound through.
 */
export class MasterTap {
  /** where the mix goes */
  readonly input: AudioNode;
  readonly spectrum: AnalyserNode;
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
    this.spectrum = spectrumOf(this.node);
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
    this.spectrum.disconnect();
  }
}
