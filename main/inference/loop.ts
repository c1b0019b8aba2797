import type { Manifest } from './manifest';

/** Samples over which a loop's end is faded into its start: about 46 ms, longer than a vocoder window. */
const SEAM = 2048;

/**
 * How a loop of `samples` is made: `period` latent frames are drawn and repeated around the seam, `margin` of them before the loop and
 * `tail` after it, so that every stage sees the loop's other end where a sound of its own would see nothing.
 */
export type LoopPlan = { readonly period: number; readonly margin: number; readonly tail: number };

export function planLoop(samples: number, manifest: Manifest): LoopPlan {
  const { hop } = manifest.latent;
  const { generator, vaeDecoder, vocoder } = manifest.receptiveField;
  const melPerLatent = hop / manifest.mel.hop;
  const margin = generator + vaeDecoder + Math.ceil(vocoder / melPerLatent) + 1;
  const period = Math.max(1, Math.round(samples / hop));
  // The loop may be up to half a frame longer than its period, and the seam needs SEAM samples behind its end.
  const tail = margin + Math.ceil(SEAM / hop) + 1;
  return { period, margin, tail };
}

/**
 * Cuts `samples` out of `pcm`, which goes on behind `start + samples`, and fades that continuation into the cut's beginning: the sample that
 * follows the last one is then the first one. The networks' own output nearly repeats there, but not quite: the vocoder accumulates phase,
 * and a length that is no multiple of the latent hop does not fall on a frame.
 *
 * The fade keeps the level whatever the two have in common: with gains a and b and correlation r the power is a² + b² + 2abr, and both are
 * divided by its root. For r = 1 that is a linear crossfade, for r = 0 an equal-power one.
 */
export function closeSeam(pcm: Float32Array, start: number, samples: number): Float32Array {
  const result = pcm.slice(start, start + samples);
  const length = Math.min(SEAM, samples >> 1);
  const end = start + samples;
  let [cross, before, after] = [0, 0, 0];
  for (let n = 0; n < length; n++) {
    const [x, y] = [pcm[start + n] ?? 0, pcm[end + n] ?? 0];
    cross += x * y;
    before += x * x;
    after += y * y;
  }
  const scale = Math.sqrt(before * after);
  // Opposed phases would ask for a boost without bound; they are faded at equal power.
  const correlation = scale > 0 ? Math.max(0, cross / scale) : 0;
  for (let n = 0; n < length; n++) {
    const rising = 0.5 - 0.5 * Math.cos((Math.PI * n) / length);
    const falling = 1 - rising;
    const power = rising * rising + falling * falling + 2 * rising * falling * correlation;
    const mixed = rising * (pcm[start + n] ?? 0) + falling * (pcm[end + n] ?? 0);
    result[n] = mixed / Math.sqrt(power);
  }
  return result;
}
