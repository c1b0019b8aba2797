import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../preload/contract/errors';
import type { Manifest } from './manifest';
import { readPack } from './pack';
import { openSynthesizer } from './synthesizer';
import { copyPack, packFolder } from './testing/pack-folder';

const copies: { remove: () => void }[] = [];
afterEach(() => copies.splice(0).forEach((copy) => copy.remove()));

/** A copy of the pack with another manifest. */
function packWith(change: (manifest: Manifest) => unknown, files: string[] = []): string {
  const copy = copyPack(['manifest.json', ...files]);
  copies.push(copy);
  const file = join(copy.folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const changed = change(manifest) ?? manifest;
  writeFileSync(file, typeof changed === 'string' ? changed : JSON.stringify(changed));
  return copy.folder;
}

async function errorOf(work: Promise<unknown>): Promise<StudioError> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof StudioError)) throw new Error(`expected a StudioError, got ${String(thrown)}`);
  return thrown;
}

describe('reading a pack', () => {
  it('reads the shipped pack', async () => {
    const pack = await readPack(packFolder);
    expect(pack.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(pack.vocabulary.startsWith('[PAD]')).toBe(true);
    expect(statSync(pack.models.vocoder).size).toBe(pack.manifest.stages.vocoder.bytes);
  });

  it('names a missing file', async () => {
    const folder = packWith(() => undefined);
    rmSync(join(folder, 'vocoder.onnx'));
    const error = await errorOf(readPack(folder));
    expect(error).toMatchObject({
      tag: 'model-pack',
      message: expect.stringContaining('pack/vocoder.onnx is missing'),
    });
    expect(error.remedy).toContain('Put the complete model pack back');
  });

  it('names a folder without a manifest', async () => {
    const error = await errorOf(readPack(join(packFolder, 'reference')));
    expect(error.message).toContain('reference/manifest.json is missing');
  });

  it('names a damaged file, by one flipped bit', async () => {
    const folder = packWith(() => undefined, ['generator.onnx']);
    const file = join(folder, 'generator.onnx');
    const bytes = readFileSync(file);
    bytes[1000]! ^= 1;
    writeFileSync(file, bytes);
    const error = await errorOf(readPack(folder));
    expect(error.message).toContain('pack/generator.onnx is damaged or was changed');
  });

  it('names a truncated file with both sizes', async () => {
    const folder = packWith(() => undefined, ['vae-decoder.onnx']);
    const file = join(folder, 'vae-decoder.onnx');
    writeFileSync(file, readFileSync(file).subarray(0, 5000));
    expect((await errorOf(readPack(folder))).message).toContain(
      'pack/vae-decoder.onnx has 5000 bytes instead of',
    );
  });

  it('asks for a newer studio when the format is newer', async () => {
    const error = await errorOf(readPack(packWith((manifest) => ({ ...manifest, format: 2 }))));
    expect(error.message).toContain('has format 2');
    expect(error.remedy).toContain('Update the studio');
  });

  it.each([
    ['no JSON', () => '{', 'is not valid JSON'],
    ['a field that is missing', (m: Manifest) => ({ ...m, latent: { channels: 40 } }), 'latent.hop'],
    ['another mel', (m: Manifest) => ({ ...m, mel: { ...m.mel, bands: 80 } }), 'mel.bands'],
    [
      'a file outside the pack',
      (m: Manifest) => ({
        ...m,
        stages: { ...m.stages, vocoder: { ...m.stages.vocoder, file: '../vocoder.onnx' } },
      }),
      'stages.vocoder.file: must name a file inside the pack',
    ],
  ])('refuses a manifest with %s', async (_, change, message) => {
    expect((await errorOf(readPack(packWith(change)))).message).toContain(message);
  });
});

describe('opening a pack', () => {
  it('names the tensor whose shape is not the manifest’s', async () => {
    const folder = packWith((manifest) => ({ ...manifest, latent: { ...manifest.latent, channels: 41 } }));
    const error = await errorOf(readPack(folder).then((pack) => openSynthesizer(pack, 'cpu')));
    expect(error.tag).toBe('model-pack');
    expect(error.message).toMatch(
      /pack\/generator\.onnx does not fit its manifest: output "latent" has shape .* instead of \[\?, 41, \?\]/,
    );
  });

  it('names a tensor that the file does not have', async () => {
    const folder = packWith((manifest) => {
      manifest.stages.vocoder.inputs.mel = 'melody';
    });
    const error = await errorOf(readPack(folder).then((pack) => openSynthesizer(pack, 'cpu')));
    expect(error.message).toContain(
      'pack/vocoder.onnx does not fit its manifest: input "melody" does not exist',
    );
  });
});
