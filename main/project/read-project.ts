import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { DOCUMENT_FORMAT, documentSchema, type ProjectDocument } from '../../preload/contract/document';
import { StudioError } from '../../preload/contract/errors';
import type { Sound } from '../../preload/contract/sound';
import { onDisk } from '../files/disk-error';
import type { Library } from '../library/library';
import { FLOAT_WAV_HEAD, floatWavLayout } from '../wav/float-wav';
import { ArchiveFile } from './archive-file';
import {
  DOCUMENT,
  formatSchema,
  latentEntry,
  MANIFEST,
  manifestSchema,
  wavEntry,
  type ArchiveManifest,
} from './project-archive';

/** Bounds what a forged size can make the studio allocate; the entries themselves are bounded by their manifest. */
const MANIFEST_MAX_BYTES = 1 << 26;

/**
 * Reads a project file and puts the sounds that the library lacks into it. Every entry is checked against its hash, and
 * everything is checked before anything is stored. The file itself is only read.
 *
 * Throws `file-damaged`, `file-newer` (written by a later version of the studio), or `disk`.
 */
export async function readProject(file: string, library: Library): Promise<ProjectDocument> {
  const name = basename(file);
  return onDisk(`“${name}” could not be read`, async () => {
    const reader = await ProjectReader.open(file, name);
    try {
      const document = await reader.document();
      for (const sound of Object.values(document.sounds)) await reader.checkSound(sound);
      const missing = Object.values(document.sounds).filter(({ id }) => !library.has(id));
      for (const sound of missing) await library.adopt(...reader.sound(sound));
      return document;
    } finally {
      reader.close();
    }
  });
}

/** Entries go through memory in pieces, however long the sounds in them are. */
class ProjectReader {
  readonly #archive: ArchiveFile;
  readonly #name: string;
  #manifest: ArchiveManifest = { format: DOCUMENT_FORMAT, files: {}, latents: {} };

  private constructor(archive: ArchiveFile, name: string) {
    this.#archive = archive;
    this.#name = name;
  }

  static async open(file: string, name: string): Promise<ProjectReader> {
    const archive = await ArchiveFile.open(file).catch((thrown: unknown) => {
      throw isDiskError(thrown) ? thrown : damaged(name, 'it is no complete zip archive');
    });
    const reader = new ProjectReader(archive, name);
    try {
      await reader.#readManifest();
      return reader;
    } catch (thrown) {
      archive.close();
      throw thrown;
    }
  }

  close(): void {
    this.#archive.close();
  }

  async #readManifest(): Promise<void> {
    const size = this.#archive.size(MANIFEST);
    if (size !== null && size > MANIFEST_MAX_BYTES) throw this.#damaged(`“${MANIFEST}” has the wrong size`);
    const manifest = this.#json(await whole(this.#stream(MANIFEST)), MANIFEST);
    this.#refuseNewer(manifest);
    const parsed = manifestSchema.safeParse(manifest);
    if (!parsed.success) throw this.#damaged('its list of contents is not valid');
    this.#manifest = parsed.data;
    this.#checkNames();
  }

  async document(): Promise<ProjectDocument> {
    const json = this.#json(await whole(this.#entry(DOCUMENT)), DOCUMENT);
    this.#refuseNewer(json);
    const parsed = documentSchema.safeParse(json);
    if (!parsed.success) {
      const place = parsed.error.issues[0]?.path.join('.') ?? '';
      throw this.#damaged(`its document is not valid at “${place}”`);
    }
    const document = parsed.data;
    const trackIds = new Set(document.tracks.map((track) => track.id));
    for (const clip of Object.values(document.clips)) {
      if (!document.sounds[clip.soundId]) throw this.#damaged(`the clip “${clip.name}” has no sound`);
      if (!trackIds.has(clip.trackId)) throw this.#damaged(`the clip “${clip.name}” has no track`);
      if (clip.takes.some((id) => !document.sounds[id])) {
        throw this.#damaged(`a take of the clip “${clip.name}” has no sound`);
      }
    }
    for (const { name, frozen, groupId, sends } of document.tracks) {
      if (frozen && !document.sounds[frozen.soundId]) throw this.#damaged(`the track “${name}” has no sound`);
      const into = [...(groupId === null ? [] : [groupId]), ...sends.map(({ returnId }) => returnId)];
      if (into.some((id) => !trackIds.has(id))) {
        throw this.#damaged(`the track “${name}” plays into one that is not there`);
      }
    }
    for (const [key, value] of [...Object.entries(document.clips), ...Object.entries(document.sounds)]) {
      if (key !== value.id) throw this.#damaged('its document mixes up its ids');
    }
    return document;
  }

  /** Throws when the sound's samples or latent are damaged, or are not what its row says. */
  async checkSound(sound: Sound): Promise<void> {
    const entry = wavEntry(sound.id);
    const head = await beginning(this.#entry(entry));
    const what = `The sound “${sound.name}” in “${this.#name}”`;
    const layout = floatWavLayout(head, this.#archive.size(entry) ?? 0, what);
    const asRow =
      layout.sampleRate === sound.sampleRate &&
      layout.channels === sound.channels &&
      layout.frames === sound.frames;
    if (!asRow) throw this.#damaged(`the sound “${sound.name}” is not what its description says`);
    const shape = this.#manifest.latents[sound.id];
    if (!shape) return;
    await beginning(this.#entry(latentEntry(sound.id)));
    if (this.#archive.size(latentEntry(sound.id)) !== shape.channels * shape.frames * 4) {
      throw this.#damaged(`the latent of “${sound.name}” has the wrong size`);
    }
  }

  /** A checked sound, as the library adopts it. Its bytes are checked again as they pass. */
  sound(sound: Sound): Parameters<Library['adopt']> {
    const latentShape = this.#manifest.latents[sound.id] ?? null;
    const latent = latentShape && this.#entry(latentEntry(sound.id));
    return [
      { sound, latentShape },
      { wav: this.#entry(wavEntry(sound.id)), latent },
    ];
  }

  /** The archive holds what the manifest lists, the manifest, and nothing else. */
  #checkNames(): void {
    const names = new Set(this.#archive.names);
    if (names.size !== this.#archive.names.length) throw this.#damaged('it holds the same name twice');
    names.delete(MANIFEST);
    const listed = Object.keys(this.#manifest.files);
    if (listed.length !== names.size || !listed.every((name) => names.has(name))) {
      throw this.#damaged('it does not hold what its list of contents says');
    }
  }

  /** The bytes of a listed entry; when the last has passed without an error, they are what the manifest says. */
  async *#entry(name: string): AsyncGenerator<Uint8Array> {
    const listed = this.#manifest.files[name];
    if (!listed) throw this.#damaged(`“${name}” is missing`);
    if (this.#archive.size(name) !== listed.bytes) throw this.#damaged(`“${name}” has the wrong size`);
    const hash = createHash('sha256');
    for await (const piece of this.#stream(name)) {
      hash.update(piece);
      yield piece;
    }
    if (hash.digest('hex') !== listed.sha256) {
      throw this.#damaged(`“${name}” was changed or did not survive a copy`);
    }
  }

  async *#stream(name: string): AsyncGenerator<Uint8Array> {
    if (this.#archive.size(name) === null) throw this.#damaged(`“${name}” is missing`);
    try {
      yield* this.#archive.read(name);
    } catch (thrown) {
      throw isDiskError(thrown) ? thrown : this.#damaged(`“${name}” cannot be unpacked`);
    }
  }

  #json(bytes: Uint8Array, name: string): unknown {
    try {
      return JSON.parse(Buffer.from(bytes).toString('utf8'));
    } catch {
      throw this.#damaged(`“${name}” cannot be read`);
    }
  }

  #refuseNewer(json: unknown): void {
    const parsed = formatSchema.safeParse(json);
    if (!parsed.success || parsed.data.format <= DOCUMENT_FORMAT) return;
    throw new StudioError(
      'file-newer',
      `“${this.#name}” was saved by a newer version of the studio.`,
      'Update the studio to open it. The file is left as it is.',
    );
  }

  #damaged(why: string): StudioError {
    return damaged(this.#name, why);
  }
}

const damaged = (name: string, why: string): StudioError =>
  new StudioError(
    'file-damaged',
    `“${name}” is damaged: ${why}.`,
    'Open a backup or an earlier copy. The file is left as it is.',
  );

/** The disk failed, not what lies on it: errors of the system name the call that failed. */
const isDiskError = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && 'syscall' in thrown;

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** The first FLOAT_WAV_HEAD bytes; all of them are read. */
async function beginning(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const head: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    if (bytes < FLOAT_WAV_HEAD) head.push(piece);
    bytes += piece.byteLength;
  }
  return Buffer.concat(head).subarray(0, FLOAT_WAV_HEAD);
}
