import type { LoudnessReport } from '../../preload/contract/export';
import { LoudnessMeter } from '../audio/metering/loudness';
import { breathe } from './bridge';

/** Frames measured at a time: some ten milliseconds of work. */
const SLICE = 1 << 15;

function peakOf(samples: Float32Array): number {
  let peak = 0;
  for (let at = 0; at < samples.length; at += 1) peak = Math.max(peak, Math.abs(samples[at]!));
  return peak;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** What is told of a file after its export, gathered as its blocks go by. */
export class FileMeter {
  readonly #loudness: LoudnessMeter;
  #peak = 0;

  constructor(sampleRate: number, channels: 1 | 2) {
    this.#loudness = new LoudnessMeter(sampleRate, channels === 1 ? [1] : [1, 1]);
  }

  async push(channels: readonly Float32Array[]): Promise<void> {
    const frames = channels[0]?.length ?? 0;
    for (let at = 0; at < frames; at += SLICE) {
      const slice = channels.map((channel) => channel.subarray(at, at + SLICE));
      this.#loudness.push(slice);
      for (const channel of slice) this.#peak = Math.max(this.#peak, peakOf(channel));
      await breathe();
    }
  }

  report(): LoudnessReport {
    const { integrated, range, maxMomentary, maxShortTerm, truePeakDb } = this.#loudness;
    return {
      integrated: finite(integrated),
      range: finite(range),
      maxMomentary: finite(maxMomentary),
      maxShortTerm: finite(maxShortTerm),
      truePeakDb: finite(truePeakDb),
      peakDb: finite(20 * Math.log10(this.#peak)),
    };
  }
}
