import { join } from 'node:path';
import { Library } from '../library/library';
import { Journal } from '../project/journal';
import { writeProject } from '../project/write-project';
import { documentWith } from './documents';
import { newSound } from './sounds';

/**
 * A program that does nothing but write, until it is killed: sounds into the library, the project file, the journal.
 * Says "round" before each; every document it writes has a whole tempo and that many clips.
 */
const folder = process.argv[2] ?? '';
const { library } = await Library.open(join(folder, 'library'));
const journal = new Journal(join(folder, 'recovery.json'));
const sounds = [];
for (let round = 0; ; round++) {
  console.log('round');
  sounds.push(await library.add(newSound(`sound ${round}`, round + 1)));
  const used = sounds.slice(-4);
  const document = { ...documentWith(...used), tempo: 20 + used.length };
  await Promise.all([
    writeProject(join(folder, 'scene.gmix'), document, library),
    journal.write({ document, path: join(folder, 'scene.gmix') }),
  ]);
}
