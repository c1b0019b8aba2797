import type { KernelHost } from '../kernels/host';

/** Gain reduction is told this often, in seconds: as often as a meter is drawn. */
const REPORT_SECONDS = 1 / 30;
/** For so long it is told after somebody asked for it, in seconds. */
const WATCH_SECONDS = 0.5;

/** On the audio thread: how far a kernel turns each band down, told only while somebody watches. Allocates nothing. */
export class ReductionReporter {
  private readonly deepest: Float32Array;
  private readonly told: Float32Array;
  /** frames for which it is watched still, and those since it was told last */
  private watched = 0;
  private untold = 0;

  constructor(
    bands: number,
    private readonly sampleRate: number,
  ) {
    this.deepest = new Float32Array(bands);
    this.told = new Float32Array(bands);
  }

  watch(): void {
    if (this.watched <= 0) this.deepest.fill(0);
    this.watched = WATCH_SECONDS * this.sampleRate;
  }

  /**
   * To be called after every quantum.
   * @returns what is to be told: dB for each band, the most since it was told last; null if nothing new is. The same
   * array every time
   */
  add(host: Pick<KernelHost, 'reduction'>, frames: number): Float32Array | null {
    if (this.watched <= 0) return null;
    const { deepest, told } = this;
    this.watched -= frames;
    this.untold += frames;
    for (let band = 0; band < deepest.length; band += 1) {
      deepest[band] = Math.max(deepest[band]!, host.reduction(band));
    }
    if (this.untold < REPORT_SECONDS * this.sampleRate) return null;
    this.untold = 0;
    let isNew = false;
    for (let band = 0; band < deepest.length; band += 1) {
      if (told[band] !== deepest[band]) isNew = true;
      told[band] = deepest[band]!;
    }
    deepest.fill(0);
    return isNew ? told : null;
  }
}

/** Reads what a processor tells of its gain reduction, which it does for as long as this goes on being called. */
export type ReductionReader = () => Float32Array;

/** @returns dB for each band, 0 or more; the same array every time, written as news comes in */
export function reductionReader({ port, context }: AudioWorkletNode, bands: number): ReductionReader {
  const latest = new Float32Array(bands);
  let asked = -Infinity;
  port.onmessage = ({ data }: MessageEvent<Float32Array>) => latest.set(data);
  return () => {
    const { currentTime } = context;
    if (currentTime - asked > WATCH_SECONDS / 2) {
      asked = currentTime;
      port.postMessage('watch');
    }
    return latest;
  };
}
