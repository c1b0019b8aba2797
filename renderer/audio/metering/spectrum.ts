import { Fft } from '../kernels/fft';
import { log2 } from '../kernels/logarithm';

/** Frames of one spectrum: at 48 kHz a line every 11.7 Hz, 85 ms long. */
export const SPECTRUM_SIZE = 4096;
export const SPECTRUM_LINES = SPECTRUM_SIZE / 2;

const DB_PER_DOUBLING = 10 * Math.log10(2);
/** Power of silence, so that its logarithm is a number: −360 dB. */
const NOTHING = 1e-36;

/**
 * The spectrum of a signal as AnalyserNode.getFloatFrequencyData has it (Web Audio API 1.1, "FFT Windowing and Smoothing
 * over Time": a Blackman window, magnitudes divided by the size, so that a sine at full scale reads −13.6 dB), in a
 * fraction of its time: Chromium works the window out anew for every spectrum.
 */
export class SpectrumMeter {
  private readonly fft = new Fft(SPECTRUM_LINES);
  private readonly re = new Float64Array(SPECTRUM_LINES);
  private readonly im = new Float64Array(SPECTRUM_LINES);
  private readonly window: Float64Array;
  private readonly cosines: Float64Array;
  private readonly sines: Float64Array;

  constructor() {
    const angle = (i: number): number => (2 * Math.PI * i) / SPECTRUM_SIZE;
    // `separate` leaves twice the spectrum.
    this.window = Float64Array.from(
      { length: SPECTRUM_SIZE },
      (_, i) => (0.42 - 0.5 * Math.cos(angle(i)) + 0.08 * Math.cos(2 * angle(i))) / (2 * SPECTRUM_SIZE),
    );
    this.cosines = Float64Array.from({ length: SPECTRUM_LINES }, (_, k) => Math.cos(angle(k)));
    this.sines = Float64Array.from({ length: SPECTRUM_LINES }, (_, k) => Math.sin(angle(k)));
  }

  /**
   * @param frames SPECTRUM_SIZE of them
   * @param levels takes SPECTRUM_LINES levels in dB, from 0 Hz up
   */
  read(frames: Float32Array, levels: Float32Array): void {
    const { re, im, window } = this;
    for (let i = 0, at = 0; i < SPECTRUM_LINES; i += 1, at += 2) {
      re[i] = frames[at]! * window[at]!;
      im[i] = frames[at + 1]! * window[at + 1]!;
    }
    this.fft.forward(re, im);
    this.separate(levels);
  }

  /**
   * Even frames were transformed as real parts, odd ones as imaginary parts, and their spectra lie in one: the sum and the
   * difference of mirrored lines take them apart (Press et al., Numerical Recipes, §12.3).
   */
  private separate(levels: Float32Array): void {
    const { re, im, cosines, sines } = this;
    const { place } = this.fft;
    for (let k = 0; k < SPECTRUM_LINES; k += 1) {
      const here = place[k]!;
      const mirrored = place[k === 0 ? 0 : SPECTRUM_LINES - k]!;
      const evenR = re[here]! + re[mirrored]!;
      const evenI = im[here]! - im[mirrored]!;
      const oddR = im[here]! + im[mirrored]!;
      const oddI = re[mirrored]! - re[here]!;
      const r = evenR + oddR * cosines[k]! + oddI * sines[k]!;
      const i = evenI + oddI * cosines[k]! - oddR * sines[k]!;
      levels[k] = DB_PER_DOUBLING * log2(Math.max(NOTHING, r * r + i * i));
    }
  }
}

/** Watches a node's sound, its channels averaged; goes when the node is disconnected. */
export class SpectrumTap {
  /** Hz between two lines */
  readonly spacing: number;
  private readonly analyser: AnalyserNode;
  private readonly frames = new Float32Array(SPECTRUM_SIZE);

  constructor(source: AudioNode) {
    this.analyser = new AnalyserNode(source.context, { fftSize: SPECTRUM_SIZE });
    this.spacing = source.context.sampleRate / SPECTRUM_SIZE;
    source.connect(this.analyser);
  }

  /** Writes SPECTRUM_LINES levels in dB of what sounds now. */
  read(levels: Float32Array): void {
    this.analyser.getFloatTimeDomainData(this.frames);
    meter.read(this.frames, levels);
  }
}

/** Keeps nothing from one spectrum to the next: all have the same one. */
const meter = new SpectrumMeter();
