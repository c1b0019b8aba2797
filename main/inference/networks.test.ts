import { Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PackStage } from './manifest';
import { readPack, type Pack } from './pack';
import { openStage } from './session';
import { packFolder } from './testing/pack-folder';
import { largestDifference, networkReference, vocoderReference } from './testing/reference';

let pack: Pack;
beforeAll(async () => {
  pack = await readPack(packFolder);
});

describe('the networks give here what they give in PyTorch', () => {
  it.each(['generator', 'vaeEncoder', 'vaeDecoder'] as const satisfies PackStage[])('%s', async (stage) => {
    const entry = pack.manifest.stages[stage];
    const { inputs, outputs } = networkReference(entry.file);
    const feeds = Object.fromEntries(
      Object.entries(entry.inputs).map(([key, name]) => {
        const { data, shape } = inputs[name]!;
        return [key, new Tensor('float32', data, shape)];
      }),
    );
    const session = await openStage(pack, stage, 'cpu');
    const made = await session.run(feeds);
    await session.dispose();
    const [expected] = Object.values(outputs);
    expect(made.dims).toEqual(expected!.shape);
    // Weights may be stored in half precision: that is what may differ.
    expect(largestDifference(made.data as Float32Array, expected!.data)).toBeLessThan(0.02);
  });

  it('vocoder', async () => {
    const { mel, spectrum } = vocoderReference();
    const session = await openStage(pack, 'vocoder', 'cpu');
    const made = await session.run({ mel: new Tensor('float32', mel.data, [1, ...mel.shape]) });
    await session.dispose();
    expect(made.dims).toEqual([1, ...spectrum.shape]);
    expect(largestDifference(made.data as Float32Array, spectrum.data)).toBeLessThan(0.02);
  });
});
