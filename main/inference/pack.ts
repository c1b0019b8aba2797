import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { StudioError } from '../../preload/contract/errors';
import { manifestSchema, PACK_FORMAT, type Manifest, type PackStage } from './manifest';

/** A model pack read into memory, every byte checked against the manifest. */
export type Pack = {
  /** folder name, for messages */
  readonly name: string;
  readonly manifest: Manifest;
  /** sha256 of manifest.json, hex: names the exact models, since the manifest holds the hash of every file */
  readonly hash: string;
  readonly models: Readonly<Record<PackStage, Uint8Array>>;
  /** text of the tokenizer's vocabulary */
  readonly vocabulary: string;
};

const REINSTALL =
  'Put the complete model pack back: reinstall the studio, or copy the pack again from where it came.';
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const packError = (file: string, problem: string, remedy = REINSTALL): StudioError =>
  new StudioError('model-pack', `The model pack's file ${file} ${problem}.`, remedy);

async function readPackFile(folder: string, file: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, file));
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    const shown = `${basename(folder)}/${file}`;
    throw packError(shown, code === 'ENOENT' ? 'is missing' : `cannot be read (${code ?? String(thrown)})`);
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

/** Reads and checks a whole pack. Throws StudioError `model-pack` naming the file that is missing, damaged or too new. */
export async function readPack(folder: string): Promise<Pack> {
  const name = basename(folder);
  const manifestBytes = await readPackFile(folder, 'manifest.json');
  const manifest = parseManifest(manifestBytes.toString('utf8'), `${name}/manifest.json`);

  const checked = async (file: string, sha256: string, bytes?: number): Promise<Buffer> => {
    const content = await readPackFile(folder, file);
    const found = content.byteLength;
    if (bytes !== undefined && found !== bytes) {
      throw packError(`${name}/${file}`, `has ${found} bytes instead of ${bytes}`);
    }
    if (hash(content) !== sha256) {
      throw packError(
        `${name}/${file}`,
        'is damaged or was changed: its sha256 is not the one in the manifest',
      );
    }
    return content;
  };

  const model = (stage: PackStage): Promise<Buffer> => {
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
  const vocabulary = (await checked(tokenizer.file, tokenizer.sha256)).toString('utf8');
  const models = { textEncoder, generator, vaeEncoder, vaeDecoder, vocoder };
  return { name, manifest, hash: hash(manifestBytes), models, vocabulary };
}
