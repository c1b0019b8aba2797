import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPack } from './pack';
import { packFolder } from './testing/pack-folder';
import { captionReference } from './testing/reference';
import { openTextEncoder, type TextEncoder } from './text-encoder';

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
};

describe('text encoder', () => {
  let encoder: TextEncoder;
  beforeAll(async () => {
    encoder = await openTextEncoder(await readPack(packFolder), 'cpu');
  });
  afterAll(() => encoder.dispose());

  it('gives the embeddings that Python computes in full precision, to a cosine of 0.99', async () => {
    for (const { text, embedding } of captionReference()) {
      const made = await encoder.embed(text);
      const cosine = dot(made, embedding) / Math.sqrt(dot(made, made) * dot(embedding, embedding));
      expect(cosine, text).toBeGreaterThan(0.99);
    }
  });

  it('gives vectors of unit length, the same ones each time', async () => {
    const first = await encoder.embed('a door creaks');
    for (let other = 0; other < 300; other++) await encoder.embed(`sound number ${other}`);
    const again = await encoder.embed('a door creaks');
    expect(first).toHaveLength(384);
    expect(dot(first, first)).toBeCloseTo(1, 4);
    // Three hundred prompts push the first one out of the memory: this one was computed anew.
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });

  it('brings like meanings closer than unlike ones', async () => {
    const [rain, downpour, dog] = await Promise.all(
      ['heavy rain on a roof', 'a downpour drumming on the roof tiles', 'a dog barks twice'].map((text) =>
        encoder.embed(text),
      ),
    );
    expect(dot(rain!, downpour!)).toBeGreaterThan(dot(rain!, dog!) + 0.2);
  });
});
