import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary';
import { placeFiles } from './targets';

const never = (): Promise<never> => Promise.reject(new Error('Nothing was to be asked.'));

it('places files in a folder, and numbers those that would meet', async () => {
  const folder = await temporaryFolder();
  expect(await placeFiles(folder, ['a.wav', 'A.wav', 'b.wav'], never)).toEqual(
    ['a.wav', 'A 2.wav', 'b.wav'].map((name) => join(folder, name)),
  );
});

it('asks about files that exist, once for all', async () => {
  const folder = await temporaryFolder();
  for (const name of ['a.wav', 'a 2.wav', 'c.wav']) await writeFile(join(folder, name), '');
  const asked: (readonly string[])[] = [];
  const answering = (answer: 'replace' | 'keep' | null) => (taken: readonly string[]) => {
    asked.push(taken);
    return Promise.resolve(answer);
  };
  const files = ['a.wav', 'b.wav', 'C.wav'];
  expect(await placeFiles(folder, files, answering('keep'))).toEqual(
    ['a 3.wav', 'b.wav', 'C 2.wav'].map((name) => join(folder, name)),
  );
  expect(await placeFiles(folder, files, answering('replace'))).toEqual(
    files.map((name) => join(folder, name)),
  );
  expect(await placeFiles(folder, files, answering(null))).toBeNull();
  expect(asked).toEqual([
    ['a.wav', 'C.wav'],
    ['a.wav', 'C.wav'],
    ['a.wav', 'C.wav'],
  ]);
});
