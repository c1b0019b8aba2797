import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { StudioError } from '../../preload/contract/errors';
import { manifestSchema, PACK_FORMAT, type Manifest, type PackStage } from './manifest';

/** A model pack, every byte of it checked against the manifest. */
export type Pack = {
  readonly folder: string;
  /** the folder's own name, for messages */
  readonly name: string;
  readonly manifest: Manifest;
  /** sha256 of manifest.json, hex: names the exact models, since the manifest holds the hash of every file */
  readonly hash: string;
  /** where each network's file is: the runtime reads it, so that its bytes are in memory once */
  readonly models: Readonly<Record<PackStage, string>>;
  /** text of the tokenizer's vocabulary */
  readonly vocabulary: string;
};

const REINSTALL =
  'Put the complete model pack back: reinstall the studio, or copy the pack again from where it came.';
/** Bytes of a file that are looked at together. */
const BLOCK = 1 << 20;
const packError = (file: string, problem: string, remedy = REINSTALL): StudioError =>
  new StudioError('model-pack', `The model pack's file ${file} ${problem}.`, remedy);

/** Does something with a file of a pack; what the disk refuses is told as the pack's fault. */
async function withPackFile<T>(folder: string, file: string, use: (path: string) => Promise<T>): Promise<T> {
  try {
    return await use(join(folder, file));
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    const shown = `${basename(folder)}/${file}`;
    throw packError(shown, code === 'ENOENT' ? 'is missing' : `cannot be read (${code ?? String(thrown)})`);
  }
}

/** Size of a file in bytes, and its sha256 in hex. */
async function digestOf(path: string): Promise<{ size: number; sha256: string }> {
  const file = await open(path);
  try {
    const digest = createHash('sha256');
    const block = new Uint8Array(BLOCK);
    let size = 0;
    for (let bytesRead = -1; bytesRead !== 0; size += bytesRead) {
      ({ bytesRead } = await file.read(block));
      digest.update(block.subarray(0, bytesRead));
    }
    return { size, sha256: digest.digest('hex') };
  } finally {
    await file.close();
  }
}

/** Throws StudioError `model-pack` when the text is not a manifest this studio reads. `shown` names the file in messages. */
export function parseManifest(text: string, shown: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw packError(shown, 'is not valid JSON');
  }
  const format = z.object({ format: z.number() }).safeParse(json);
  if (format.success && format.data.format > PACK_FORMAT) {
    throw packError(
      shown,
      `has format ${format.data.format}, which this studio does not know (it reads format ${PACK_FORMAT})`,
      'Update the studio, or choose a model pack made for this version.',
    );
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') || 'the top level';
  throw packError(shown, `is not a valid manifest: ${where}: ${issue?.message ?? 'unknown problem'}`);
}

/** Checks a whole pack. Throws StudioError `model-pack` naming the file that is missing, damaged or too new. */
export async function readPack(folder: string): Promise<Pack> {
  const name = basename(folder);
  const manifestBytes = await withPackFile(folder, 'manifest.json', (path) => readFile(path));
  const manifest = parseManifest(manifestBytes.toString('utf8'), `${name}/manifest.json`);

  const checked = async (file: string, sha256: string, bytes?: number): Promise<string> => {
    const found = await withPackFile(folder, file, digestOf);
    if (bytes !== undefined && found.size !== bytes) {
      throw packError(`${name}/${file}`, `has ${found.size} bytes instead of ${bytes}`);
    }
    if (found.sha256 !== sha256) {
      throw packError(
        `${name}/${file}`,
        'is damaged or was changed: its sha256 is not the one in the manifest',
      );
    }
    return join(folder, file);
  };

  const model = (stage: PackStage): Promise<string> => {
    const { file, sha256, bytes } = manifest.stages[stage];
    return checked(file, sha256, bytes);
  };
  const [textEncoder, generator, vaeEncoder, vaeDecoder, vocoder] = await Promise.all([
    model('textEncoder'),
    model('generator'),
    model('vaeEncoder'),
    model('vaeDecoder'),
    model('vocoder'),
  ]);
  const { tokenizer } = manifest.stages.textEncoder;
  await checked(tokenizer.file, tokenizer.sha256);
  const vocabulary = await withPackFile(folder, tokenizer.file, (path) => readFile(path, 'utf8'));
  const models = { textEncoder, generator, vaeEncoder, vaeDecoder, vocoder };
  const hash = createHash('sha256').update(manifestBytes).digest('hex');
  return { folder, name, manifest, hash, models, vocabulary };
}
