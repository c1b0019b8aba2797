import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packFolder } from './pack-folder';

const readReference = (file: string): unknown =>
  JSON.parse(readFileSync(join(packFolder, 'reference', file), 'utf8'));

const captions = z.object({
  captions: z
    .array(z.object({ text: z.string(), ids: z.array(z.number()), embedding: z.array(z.number()) }))
    .min(1),
});

/** Captions with the token ids and embeddings that models/training computed for them in Python. */
export const captionReference = () => captions.parse(readReference('text-encoder.json')).captions;

const encodedArray = z
  .object({ shape: z.array(z.number()), float32: z.string() })
  .transform(({ shape, float32 }) => {
    const bytes = Buffer.from(float32, 'base64');
    return { shape, data: new Float32Array(Uint8Array.from(bytes).buffer) };
  });

/** A mel [128][T], its spectrum [2][1025][T] and the samples [512 T] that Python's inverse STFT makes of it. */
export const vocoderReference = () =>
  z
    .object({ mel: encodedArray, spectrum: encodedArray, pcm: encodedArray })
    .parse(readReference('vocoder.json'));

const network = z.object({
  inputs: z.record(z.string(), encodedArray),
  outputs: z.record(z.string(), encodedArray),
});

/** Small inputs of a network by its file's name, and PyTorch's output for them. */
export const networkReference = (file: string) =>
  z
    .record(z.string(), network)
    .transform((networks, context) => {
      const found = networks[file];
      if (found) return found;
      context.addIssue(`no reference for ${file}`);
      return z.NEVER;
    })
    .parse(readReference('networks.json'));

/** Largest absolute difference of two arrays of equal length; NaN, which passes no comparison, when there is one in them. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let largest = 0;
  for (let index = 0; index < a.length; index++) {
    const difference = Math.abs(a[index]! - b[index]!);
    if (Number.isNaN(difference)) return NaN;
    if (difference > largest) largest = difference;
  }
  return largest;
}
