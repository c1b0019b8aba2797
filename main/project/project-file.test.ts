import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DOCUMENT_FORMAT, type ProjectDocument } from '../../preload/contract/document';
import { StudioError } from '../../preload/contract/errors';
import type { Sound } from '../../preload/contract/sound';
import { Library } from '../library/library';
import { documentWith } from '../testing/documents';
import { newSound } from '../testing/sounds';
import { temporaryFolder } from '../testing/temporary';
import { manifestSchema } from './project-archive';
import { readProject } from './read-project';
import { writeProject } from './write-project';

let folder: string;
let library: Library;
let sounds: Sound[];
let document: ProjectDocument;
let file: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  ({ library } = await Library.open(join(folder, 'library')));
  sounds = [await library.add(newSound('rain', 1)), await library.add(newSound('wind', 2))];
  document = documentWith(...sounds);
  file = join(folder, 'scene.gmix');
  return () => library.close();
});

const elsewhere = async (): Promise<Library> =>
  (await Library.open(join(await temporaryFolder(), 'library'))).library;

describe('a project file', () => {
  it('carries the document and its sounds to another machine, bit for bit', async () => {
    await writeProject(file, document, library);
    const other = await elsewhere();
    expect(await readProject(file, other)).toEqual(document);
    for (const sound of sounds) {
      expect(other.get(sound.id)).toEqual(library.get(sound.id));
      expect(await other.pcm(sound.id)).toEqual(await library.pcm(sound.id));
      expect(await other.latent(sound.id)).toEqual(await library.latent(sound.id));
    }
    other.close();
  });

  it('can be small', async () => {
    const small = join(folder, 'small.gmix');
    await writeProject(file, document, library);
    await writeProject(small, document, library, { compact: true });
    expect((await readFile(small)).length).toBeLessThan((await readFile(file)).length);
    const other = await elsewhere();
    expect(await readProject(small, other)).toEqual(document);
    other.close();
  });

  it('is the same, byte for byte, when the project is', async () => {
    await writeProject(file, document, library);
    const first = await readFile(file);
    await writeProject(file, document, library);
    expect(await readFile(file)).toEqual(first);
  });

  it('leaves out sounds that no clip uses, and takes rows from the library', async () => {
    const stray = await library.add(newSound('stray', 3));
    const { id } = await library.star(sounds[0]?.id ?? '', true);
    await writeProject(file, { ...document, sounds: { [stray.id]: stray } }, library);
    const other = await elsewhere();
    const read = await readProject(file, other);
    expect(Object.keys(read.sounds).sort()).toEqual(sounds.map((sound) => sound.id).sort());
    expect(read.sounds[id]?.starred).toBe(true);
    expect(other.has(stray.id)).toBe(false);
    other.close();
  });

  it('stays as it was when a save fails halfway', async () => {
    await writeProject(file, document, library);
    const before = await readFile(file);
    const lost = documentWith(...sounds, { ...(sounds[0] as Sound), id: 'lost' });
    await expect(writeProject(file, lost, library)).rejects.toMatchObject({ tag: 'not-found' });
    expect(await readFile(file)).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(['library', 'scene.gmix']);
  });
});

describe('a library that lost a file', () => {
  it('lets nothing be saved over what is there', async () => {
    await writeProject(file, document, library);
    const before = await readFile(file);
    await rm(library.wavPath(sounds[1]?.id ?? ''));
    await expect(writeProject(file, document, library)).rejects.toMatchObject({ tag: 'not-found' });
    expect(await readFile(file)).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(['library', 'scene.gmix']);
  });
});

describe('a file that is not what it should be', () => {
  /** Reads the file into an empty library; expects an error that leaves file and library alone. */
  const refused = async (tag: string, ...words: string[]): Promise<void> => {
    const before = await readFile(file);
    const other = await elsewhere();
    const failure: unknown = await readProject(file, other).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({
      tag,
      message: expect.stringContaining('scene.gmix') as string,
      remedy: expect.any(String) as string,
    });
    for (const word of words)
      expect(failure).toMatchObject({ message: expect.stringContaining(word) as string });
    expect(other.list({ search: '', starredOnly: false, limit: 10 })).toEqual([]);
    expect(await readFile(file)).toEqual(before);
    other.close();
  };

  /** Rewrites entries of the archive. With `reseal` the manifest's hashes follow, as a deliberate forger's would. */
  const tamper = async (
    change: (entries: Record<string, Uint8Array>) => void,
    reseal = false,
  ): Promise<void> => {
    const entries = unzipSync(await readFile(file));
    change(entries);
    if (reseal) {
      const manifest = manifestSchema.parse(
        JSON.parse(Buffer.from(entries['manifest.json'] ?? []).toString()),
      );
      const files = Object.entries(entries).filter(([name]) => name !== 'manifest.json');
      manifest.files = Object.fromEntries(
        files.map(([name, bytes]) => [
          name,
          { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
        ]),
      );
      entries['manifest.json'] = strToU8(JSON.stringify(manifest));
    }
    await writeFile(file, zipSync(entries, { level: 0 }));
  };
  const edit = (
    entries: Record<string, Uint8Array>,
    name: string,
    change: (json: Record<string, unknown>) => unknown,
  ): void => {
    const json = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(Buffer.from(entries[name] ?? []).toString()));
    entries[name] = strToU8(JSON.stringify(change(json)));
  };

  beforeEach(() => writeProject(file, document, library));

  it.each([0, 1, 21, 1000, 50_000])('cut to %d bytes', async (length) => {
    await writeFile(file, (await readFile(file)).subarray(0, length));
    await refused('file-damaged');
  });

  it('cut at the end', async () => {
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, bytes.length - 1));
    await refused('file-damaged');
  });

  it('with a byte flipped is refused, or reads exactly as it was saved', async () => {
    // Some bytes of a zip mean nothing to its contents (times, attributes); what is read is proven by its hash.
    const bytes = await readFile(file);
    const other = await elsewhere();
    const places = Array.from({ length: 24 }, (_, stretch) =>
      Math.floor(((stretch + 0.37) * bytes.length) / 24),
    );
    let refusals = 0;
    for (const at of places) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 0x10, at);
      await writeFile(file, flipped);
      const read: unknown = await readProject(file, other).catch((thrown: unknown) => thrown);
      if (read instanceof StudioError) refusals++;
      if (read instanceof StudioError) expect(read.tag).toBe('file-damaged');
      else expect(read).toEqual(document);
    }
    // Nearly all of the file is sound.
    expect(refusals).toBeGreaterThanOrEqual(22);
    other.close();
  });

  it('with a document that is no JSON', async () => {
    await tamper((entries) => (entries['document.json'] = strToU8('{"format": 1,')), true);
    await refused('file-damaged', 'document.json');
  });

  it('with a document that breaks a rule', async () => {
    await tamper((entries) => edit(entries, 'document.json', (json) => ({ ...json, tempo: -3 })), true);
    await refused('file-damaged', 'tempo');
  });

  it('with a clip whose sound is missing', async () => {
    await tamper((entries) => edit(entries, 'document.json', (json) => ({ ...json, sounds: {} })), true);
    await refused('file-damaged', 'no sound');
  });

  it.each(['document.json', 'manifest.json'])('of a newer studio, told by %s', async (name) => {
    await tamper(
      (entries) => edit(entries, name, (json) => ({ ...json, format: DOCUMENT_FORMAT + 1, news: [] })),
      name === 'document.json',
    );
    await refused('file-newer');
  });

  it.each([
    '../evil.wav',
    'sounds/../../evil.wav',
    '/evil.wav',
    'sounds/a/b.wav',
    'sounds\\..\\evil.wav',
    'evil.exe',
  ])('that holds “%s”, listed or not', async (name) => {
    const clean = await readFile(file);
    await tamper((entries) => (entries[name] = strToU8('evil')));
    await refused('file-damaged');
    await writeFile(file, clean);
    await tamper((entries) => {
      entries[name] = strToU8('evil');
      const sha256 = createHash('sha256').update('evil').digest('hex');
      edit(entries, 'manifest.json', (json) => ({
        ...json,
        files: { ...(json.files as Record<string, unknown>), [name]: { bytes: 4, sha256 } },
      }));
    });
    await refused('file-damaged');
  });

  it('whose sound is not as long as it says', async () => {
    await tamper((entries) => {
      edit(entries, 'document.json', (json) => ({
        ...json,
        sounds: Object.fromEntries(sounds.map((sound) => [sound.id, { ...sound, frames: sound.frames + 1 }])),
      }));
    }, true);
    await refused('file-damaged', 'not what its description says');
  });

  it('that is a zip of something else', async () => {
    await writeFile(file, zipSync({ 'readme.txt': strToU8('hello') }));
    await refused('file-damaged');
  });
});
