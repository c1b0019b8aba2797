import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readPack, type Pack } from './pack';
import { openProviderMemory } from './provider-memory';
import { copyPack, packFolder } from './testing/pack-folder';
import { chooseProvider, platformProviders, relativeError, type ChoiceOptions } from './providers';

let pack: Pack;
beforeAll(async () => {
  pack = await readPack(packFolder);
});

let folder: string;
let memoryFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ganmix-providers-'));
  memoryFile = join(folder, 'machine', 'providers.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function choose(change: Partial<ChoiceOptions>) {
  const { synthesizer, providers } = await chooseProvider(pack, {
    wanted: 'auto',
    memoryFile,
    remeasure: false,
    avoid: [],
    ...change,
  });
  await synthesizer.dispose();
  return { provider: synthesizer.provider, providers };
}
type Remembered = {
  choice: string | null;
  trying: string | null;
  providers: { name: string; milliseconds: number | null }[];
};
const remembered = (): Remembered => JSON.parse(readFileSync(memoryFile, 'utf8')) as Remembered;
const rewrite = (change: object): void =>
  writeFileSync(memoryFile, JSON.stringify({ ...remembered(), ...change }));

// These run where no graphics card is: every provider but the CPU has to be passed over, each with its reason.
describe.runIf(process.platform === 'linux')('choosing a provider', () => {
  it('tries the platform’s order, keeps what works, says why the others do not, and remembers it', async () => {
    const { provider, providers } = await choose({});
    expect(provider).toBe('cpu');
    expect(providers.map(({ name }) => name)).toEqual(['cpu', ...platformProviders('linux')]);
    expect(providers[0]).toMatchObject({ state: 'works', milliseconds: expect.any(Number) });
    for (const { state, detail } of providers.slice(1)) {
      expect(['failed', 'unavailable']).toContain(state);
      expect(detail.length).toBeGreaterThan(10);
    }
    expect(remembered()).toMatchObject({ choice: 'cpu', trying: null });
  });

  it('passes over what it cannot note beforehand, and works all the same', async () => {
    writeFileSync(join(folder, 'machine'), 'a file where the folder should be: nothing can be written in it');
    const { provider, providers } = await choose({});
    expect(provider).toBe('cpu');
    for (const { detail } of providers.slice(1)) expect(detail).toMatch(/^Not tried/);
  });

  it('does not measure again what it remembers, unless asked to', async () => {
    await choose({});
    rewrite({ providers: [{ name: 'cpu', state: 'works', detail: 'remembered', milliseconds: 1 }] });
    expect((await choose({})).providers).toHaveLength(1);
    expect((await choose({ remeasure: true })).providers.length).toBeGreaterThan(1);
  });

  it('measures again for another pack or machine, and when the file is damaged', async () => {
    await choose({});
    rewrite({ key: 'another machine', providers: [] });
    expect((await choose({})).providers.length).toBeGreaterThan(1);
    writeFileSync(memoryFile, '{"choice":');
    expect((await choose({})).providers.length).toBeGreaterThan(1);
  });

  it('does not try a provider again that ended the process while it was tried', async () => {
    await choose({});
    rewrite({ choice: null, trying: 'cuda' });
    const cuda = (await choose({})).providers.find(({ name }) => name === 'cuda');
    expect(cuda).toMatchObject({ state: 'failed', detail: 'It ended the inference process.' });
  });

  it('avoids a provider that ended the process while it worked', async () => {
    const { provider, providers } = await choose({ wanted: 'cuda', avoid: ['cuda'] });
    expect(provider).toBe('cpu');
    expect(providers.at(-1)).toMatchObject({ name: 'cuda', state: 'failed' });
  });

  it('falls back to the CPU when the wanted one cannot start or is not part of the runtime', async () => {
    const cuda = await choose({ wanted: 'cuda' });
    expect(cuda.provider).toBe('cpu');
    expect(cuda.providers.at(-1)).toMatchObject({ name: 'cuda', state: 'unavailable' });
    const dml = await choose({ wanted: 'dml' });
    expect(dml.provider).toBe('cpu');
    expect(dml.providers.at(-1)?.detail).toContain('DirectML is not part of the runtime for linux');
  });

  it('opens the CPU without measuring anything when a person wants it', async () => {
    expect(await choose({ wanted: 'cpu' })).toEqual({ provider: 'cpu', providers: [] });
    expect(existsSync(memoryFile)).toBe(false);
  });
});

describe('a file that changes between its check and its opening', () => {
  it.each([
    ['is missing', (file: string) => rmSync(file)],
    ['has 9 bytes instead of', (file: string) => writeFileSync(file, 'not ONNX.')],
  ])('is named, with the remedy: it %s', async (problem, change) => {
    const copy = copyPack(['vae-decoder.onnx']);
    try {
      const checked = await readPack(copy.folder);
      change(checked.models.vaeDecoder);
      const options = { wanted: 'cpu', memoryFile: null, remeasure: false, avoid: [] } as const;
      await expect(chooseProvider(checked, options)).rejects.toMatchObject({
        tag: 'model-pack',
        message: expect.stringContaining(`pack/vae-decoder.onnx ${problem}`),
        remedy: expect.stringContaining('Put the complete model pack back'),
      });
    } finally {
      copy.remove();
    }
  });
});

describe('the memory of a choice', () => {
  it('is on disk before a provider is tried', () => {
    const memory = openProviderMemory(memoryFile, 'here');
    memory.write({ choice: null, trying: 'webgpu', providers: [] });
    expect(remembered()).toMatchObject({ trying: 'webgpu' });
    expect(openProviderMemory(memoryFile, 'here').read().trying).toBe('webgpu');
    expect(openProviderMemory(memoryFile, 'elsewhere').read().trying).toBeNull();
  });
});

describe('the difference between two providers', () => {
  it('is the RMS of their difference over that of the first', () => {
    const reference = Float32Array.from({ length: 1000 }, (_, n) => Math.sin(n));
    expect(relativeError(reference, reference)).toBe(0);
    expect(
      relativeError(
        reference,
        reference.map((x) => x * 1.01),
      ),
    ).toBeCloseTo(0.01, 5);
    expect(
      relativeError(
        reference,
        reference.map(() => NaN),
      ),
    ).toBeNaN();
    expect(relativeError(reference, reference.slice(1))).toBe(Infinity);
  });
});
