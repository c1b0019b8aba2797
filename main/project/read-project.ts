import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { unzipSync, type UnzipFileInfo } from 'fflate/browser';
import { DOCUMENT_FORMAT, documentSchema, type ProjectDocument } from '../../preload/contract/document';
import { StudioError } from '../../preload/contract/errors';
import type { Sound } from '../../preload/contract/sound';
import { onDisk } from '../files/disk-error';
import type { Library } from '../library/library';
import { decodeLatent } from '../library/stored-sound';
import { decodeFloatWav } from '../wav/float-wav';
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
  const archive = await onDisk(`“${name}” could not be read`, () => readFile(file));
  const reader = new ArchiveReader(archive, name);
  const document = reader.document();
  const missing: Sound[] = [];
  for (const sound of Object.values(document.sounds)) {
    reader.checkSound(sound);
    if (!library.has(sound.id)) missing.push(sound);
    // Hashing takes a millisecond a second of sound: the window's events must get through in between.
    await breathe();
  }
  for (const sound of missing) await library.adopt(...reader.sound(sound));
  return document;
}

class ArchiveReader {
  readonly #archive: Uint8Array;
  readonly #name: string;
  readonly #manifest: ArchiveManifest;

  constructor(archive: Uint8Array, name: string) {
    this.#archive = archive;
    this.#name = name;
    const manifest = this.#json(
      this.#extract(MANIFEST, (info) => info.originalSize <= MANIFEST_MAX_BYTES),
      MANIFEST,
    );
    this.#refuseNewer(manifest);
    const parsed = manifestSchema.safeParse(manifest);
    if (!parsed.success) throw this.#damaged('its list of contents is not valid');
    this.#manifest = parsed.data;
    this.#checkNames();
  }

  document(): ProjectDocument {
    const json = this.#json(this.#entry(DOCUMENT), DOCUMENT);
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
    }
    for (const [key, value] of [...Object.entries(document.clips), ...Object.entries(document.sounds)]) {
      if (key !== value.id) throw this.#damaged('its document mixes up its ids');
    }
    return document;
  }

  /** Throws when the sound's samples or latent are damaged, or are not what its row says. */
  checkSound(sound: Sound): void {
    const what = `The sound “${sound.name}” in “${this.#name}”`;
    const pcm = decodeFloatWav(this.#entry(wavEntry(sound.id)), what);
    const asRow =
      pcm.sampleRate === sound.sampleRate &&
      pcm.channels.length === sound.channels &&
      pcm.channels[0]?.length === sound.frames;
    if (!asRow) throw this.#damaged(`the sound “${sound.name}” is not what its description says`);
    const shape = this.#manifest.latents[sound.id];
    if (shape && !decodeLatent(this.#entry(latentEntry(sound.id)), shape)) {
      throw this.#damaged(`the latent of “${sound.name}” has the wrong size`);
    }
  }

  /** A checked sound, as the library adopts it. */
  sound(sound: Sound): Parameters<Library['adopt']> {
    const latentShape = this.#manifest.latents[sound.id] ?? null;
    const latent = latentShape ? this.#entry(latentEntry(sound.id)) : null;
    return [
      { sound, latentShape },
      { wav: this.#entry(wavEntry(sound.id)), latent },
    ];
  }

  /** The archive holds what the manifest lists, the manifest, and nothing else. */
  #checkNames(): void {
    const names = new Set<string>();
    this.#unzip((info) => {
      if (names.has(info.name)) throw this.#damaged('it holds the same name twice');
      names.add(info.name);
      return false;
    });
    names.delete(MANIFEST);
    const listed = Object.keys(this.#manifest.files);
    if (listed.length !== names.size || !listed.every((name) => names.has(name))) {
      throw this.#damaged('it does not hold what its list of contents says');
    }
  }

  #entry(name: string): Uint8Array {
    const listed = this.#manifest.files[name];
    if (!listed) throw this.#damaged(`“${name}” is missing`);
    const bytes = this.#extract(name, (info) => info.originalSize === listed.bytes);
    if (createHash('sha256').update(bytes).digest('hex') !== listed.sha256) {
      throw this.#damaged(`“${name}” was changed or did not survive a copy`);
    }
    return bytes;
  }

  #extract(name: string, acceptable: (info: UnzipFileInfo) => boolean): Uint8Array {
    const files = this.#unzip((info) => {
      if (info.name !== name) return false;
      if (!acceptable(info)) throw this.#damaged(`“${name}” has the wrong size`);
      return true;
    });
    const bytes = files[name];
    if (!bytes) throw this.#damaged(`“${name}” is missing`);
    return bytes;
  }

  #unzip(filter: (info: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
    try {
      return unzipSync(this.#archive, { filter });
    } catch (thrown) {
      throw thrown instanceof StudioError ? thrown : this.#damaged('it is no complete zip archive');
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
    return new StudioError(
      'file-damaged',
      `“${this.#name}” is damaged: ${why}.`,
      'Open a backup or an earlier copy. The file is left as it is.',
    );
  }
}
