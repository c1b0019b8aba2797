import type { Effect } from '../../preload/contract/document';
import { presetsOf, presetValues } from '../../renderer/audio/effects/presets';
import { Fft } from '../../renderer/audio/kernels/fft';
import { render } from './checks';
import { effect, project } from './documents';

const RATE = 48_000;
const SEGMENT = 9600;
const SEGMENTS = 10;
const WINDOW = 8192;
/** An octave each, from 31 Hz up to what is above 11 kHz. */
const BANDS = 10;
/** What is quieter than this says nothing. */
const FLOOR = -90;

/** By what a fingerprint is stored under: an effect as it is added, and as its first preset sets it. */
export function settingsOf(type: string): Record<string, Effect['params']> {
  const [preset] = presetsOf(type);
  return { [type]: {}, ...(preset ? { [preset.id]: presetValues(preset) } : {}) };
}

/**
 * What an effect makes of the probe (an impulse, a sweep, noise, silence), in tenths of a decibel: a row for each fifth
 * of a second and channel, an octave each, left before right.
 */
export async function fingerprint(type: string, params: Effect['params']): Promise<number[][]> {
  const document = project([
    { clips: [{ soundId: 'probe', length: 72_000 }], effects: [effect(type, params)] },
  ]);
  const channels = await render(document, RATE, { from: 0, to: SEGMENT * SEGMENTS, tailSeconds: 0 });
  return Array.from({ length: SEGMENTS }, (_, index) =>
    channels.flatMap((channel) => octaves(channel.subarray(index * SEGMENT, (index + 1) * SEGMENT))),
  );
}

function octaves(samples: Float32Array): number[] {
  const fft = new Fft(WINDOW);
  const re = new Float64Array(WINDOW);
  const im = new Float64Array(WINDOW);
  const energy = new Float64Array(BANDS);
  // Two windows cover the segment: what lies in it counts, wherever it does.
  for (const from of [0, samples.length - WINDOW]) {
    im.fill(0);
    re.forEach((_, i) => (re[i] = samples[from + i]! * Math.sin((Math.PI * (i + 0.5)) / WINDOW) ** 2));
    fft.forward(re, im);
    for (let k = 1; k < WINDOW / 2; k += 1) {
      const band = Math.min(BANDS - 1, Math.max(0, Math.floor(Math.log2((k * RATE) / WINDOW / 22))));
      energy[band]! += (re[fft.place[k]!]! ** 2 + im[fft.place[k]!]! ** 2) / (WINDOW * WINDOW);
    }
  }
  return Array.from(energy, (power) => Math.round(10 * Math.max(FLOOR, 10 * Math.log10(power + 1e-20))));
}
