import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Library } from '../library/library';
import { bundleProgram, ended, startProgram } from '../testing/child';
import { temporaryFolder } from '../testing/temporary';
import { Journal } from './journal';
import { readProject } from './read-project';

/** Milliseconds after the third round began: spread over what a round takes, wherever that falls on this machine. */
const moments = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55];

it('killed at any moment, the studio leaves a whole project file, journal and library', async () => {
  const program = await bundleProgram(
    join(import.meta.dirname, '../testing/save-until-killed.ts'),
    await temporaryFolder(),
  );
  for (const moment of moments) {
    const folder = await temporaryFolder();
    let rounds = 0;
    const child = startProgram(program, [folder], () => {
      if (++rounds === 3) setTimeout(() => child.kill('SIGKILL'), moment);
    });
    expect(await ended(child)).toBe('SIGKILL');

    const { library, notice } = await Library.open(join(folder, 'library'));
    expect(notice).toBeNull();
    const sounds = library.list({ search: '', starredOnly: false, limit: 100 });
    expect(sounds.length).toBeGreaterThanOrEqual(2);
    for (const sound of sounds) expect((await library.pcm(sound.id)).channels[0]).toHaveLength(sound.frames);

    expect(existsSync(join(folder, 'scene.gmix'))).toBe(true);
    const document = await readProject(join(folder, 'scene.gmix'), library);
    expect(Object.keys(document.clips)).toHaveLength(document.tempo - 20);
    const kept = await new Journal(join(folder, 'recovery.json')).read();
    expect(Object.keys(kept?.document.clips ?? {})).toHaveLength((kept?.document.tempo ?? 0) - 20);
    for (const id of Object.keys(kept?.document.sounds ?? {})) expect(library.has(id)).toBe(true);
    library.close();
  }
});
