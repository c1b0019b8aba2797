import { readFileSync } from 'node:fs';
import FFT from 'fft.js';
import wavefile from 'wavefile';

/** A WAV file as a test looks at it. Samples are ±1 full scale, whatever the file's format is. */
export type AudioFile = {
  sampleRate: number;
  channels: Float64Array[];
  /** bits as the header says: '16', '24', '32f' */
  bitDepth: string;
  seconds: number;
};

export function readWav(path: string): AudioFile {
  const wav = new wavefile.WaveFile(readFileSync(path));
  const bitDepth = wav.bitDepth;
  wav.toBitDepth('64');
  const samples: unknown = wav.getSamples(false, Float64Array);
  const channels = (Array.isArray(samples) ? samples : [samples]) as Float64Array[];
  const { sampleRate } = wav.fmt as { sampleRate: number };
  return { sampleRate, channels, bitDepth, seconds: channels[0]!.length / sampleRate };
}

const decibels = (amplitude: number): number => 20 * Math.log10(Math.max(amplitude, 1e-12));

/** Largest magnitude over all channels, in dBFS. */
export const peakDb = ({ channels }: AudioFile): number =>
  decibels(channels.reduce((peak, samples) => samples.reduce((m, s) => Math.max(m, Math.abs(s)), peak), 0));

/** Root mean square over all channels and the whole file, in dBFS. */
export function rmsDb({ channels }: AudioFile): number {
  const power = channels.reduce((sum, samples) => sum + samples.reduce((s, x) => s + x * x, 0), 0);
  const count = channels.length * channels[0]!.length;
  return decibels(Math.sqrt(power / count));
}

const FRAME = 4096;

/**
 * Mean power in a band of the first channel, in dB relative to full scale: Hann-windowed frames of 4096 samples, half
 * overlapping. `from` and `to` in Hz.
 */
export function bandDb({ channels, sampleRate }: AudioFile, from: number, to: number): number {
  const samples = channels[0]!;
  const fft = new FFT(FRAME);
  // Interleaved real and imaginary parts; the imaginary ones stay 0.
  const frame = new Float64Array(2 * FRAME);
  const spectrum = new Float64Array(2 * FRAME);
  const [first, last] = [from, to].map((hertz) => Math.round((hertz * FRAME) / sampleRate)) as [
    number,
    number,
  ];
  let power = 0;
  let frames = 0;
  for (let start = 0; start + FRAME <= samples.length; start += FRAME / 2) {
    for (let i = 0; i < FRAME; i++) {
      frame[2 * i] = samples[start + i]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FRAME));
    }
    fft.transform(spectrum, frame);
    for (let bin = first; bin <= last; bin++) {
      power += (spectrum[2 * bin]! ** 2 + spectrum[2 * bin + 1]! ** 2) / (FRAME / 2) ** 2;
    }
    frames++;
  }
  if (frames === 0) throw new Error(`The file is shorter than ${FRAME} samples.`);
  return 10 * Math.log10(Math.max(power / frames, 1e-20));
}
