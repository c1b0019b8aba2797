import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ProjectDocument } from '../../preload/contract/document';
import { Library } from '../library/library';
import { documentWith } from '../testing/documents';
import { newSound } from '../testing/sounds';
import { temporaryFolder } from '../testing/temporary';
import { Journal } from './journal';
import { ProjectDesk, type ProjectDialogs } from './project-desk';
import { readProject } from './read-project';
import { writeProject } from './write-project';

let folder: string;
let library: Library;
let document: ProjectDocument;
let answers: { open: string | null; target: string | null; unsaved: 'save' | 'discard' | 'cancel' };
let asked: string[];

const dialogs: ProjectDialogs = {
  chooseProject: () => Promise.resolve(answers.open),
  chooseProjectTarget: (current) => {
    asked.push(`target ${current}`);
    return Promise.resolve(answers.target);
  },
  askUnsaved: (fileName) => {
    asked.push(`unsaved ${fileName}`);
    return Promise.resolve(answers.unsaved);
  },
};
const noDemo = () => Promise.resolve(null);
/** A studio that starts with what an earlier one left in `folder`. */
const start = () =>
  new ProjectDesk(library, new Journal(join(folder, 'recovery.json')), dialogs, join(folder, 'last.json'));
const edited = (tempo: number): ProjectDocument => ({ ...document, tempo });

beforeEach(async () => {
  folder = await temporaryFolder();
  ({ library } = await Library.open(join(folder, 'library')));
  document = documentWith(await library.add(newSound('rain')));
  answers = { open: null, target: join(folder, 'scene.gmix'), unsaved: 'cancel' };
  asked = [];
  return () => library.close();
});

it('what the window tells late of the project before does not replace the one that was opened', async () => {
  const desk = start();
  await desk.save(document, false);
  const other = { ...document, id: 'other', tempo: 99 };
  answers = { ...answers, target: join(folder, 'other.gmix') };
  await desk.startNew();
  await desk.save(other, true);
  answers = { ...answers, open: join(folder, 'scene.gmix') };
  const [opened] = await Promise.all([desk.open(), desk.autosave({ ...other, tempo: 55 }, true)]);
  expect(opened).toMatchObject({ document, fileName: 'scene.gmix', unsaved: false });
  await desk.autosave({ ...other, tempo: 66 }, true);
  expect(desk.current()).toMatchObject({ document, fileName: 'scene.gmix', unsaved: false });
  expect(await start().restore(null, noDemo)).toBeNull();
});

it('a project that is opened while another is being saved keeps its own file, and each file its project', async () => {
  const desk = start();
  const other = { ...document, id: 'other', tempo: 99 };
  await writeProject(join(folder, 'other.gmix'), other, library);
  const saving = desk.save(document, false);
  // The file was chosen, and is being written.
  await Promise.resolve();
  await desk.openPath(join(folder, 'other.gmix'));
  expect(await saving).toEqual({ fileName: 'scene.gmix' });
  expect(desk.current()).toEqual({ document: other, fileName: 'other.gmix', unsaved: false, origin: 'file' });
  // Asked for before the window knew of the other project.
  expect(await desk.save(edited(60), false)).toBeNull();
  expect(await readProject(join(folder, 'other.gmix'), library)).toEqual(other);
  expect(await readProject(join(folder, 'scene.gmix'), library)).toEqual(document);
});

describe('starting', () => {
  it('shows the demo at first, which is no unsaved work', async () => {
    const desk = start();
    expect(await desk.restore(null, () => Promise.resolve(document))).toBeNull();
    expect(desk.current()).toEqual({ document, fileName: null, unsaved: false, origin: 'demo' });
  });

  it('shows an empty project when there is not even a demo', async () => {
    const desk = start();
    await desk.restore(null, noDemo);
    expect(desk.current()).toMatchObject({ document: { tracks: [], clips: {} }, origin: 'new' });
  });

  it('shows the project of last time, by name and never by path', async () => {
    await start().save(document, false);
    const desk = start();
    await desk.restore(null, noDemo);
    expect(desk.current()).toEqual({ document, fileName: 'scene.gmix', unsaved: false, origin: 'file' });
    expect(JSON.stringify(desk.current())).not.toContain(folder);
  });

  it('shows the file it was asked for, rather than that of last time', async () => {
    await start().save(document, false);
    const other = join(folder, 'other.gmix');
    await writeProject(other, edited(90), library);
    const desk = start();
    await desk.restore(other, noDemo);
    expect(desk.current()).toMatchObject({ fileName: 'other.gmix', document: { tempo: 90 } });
  });

  it('tells of a file that cannot be opened, and shows the demo', async () => {
    await writeFile(join(folder, 'broken.gmix'), 'x');
    const desk = start();
    const trouble = await desk.restore(join(folder, 'broken.gmix'), () => Promise.resolve(document));
    expect(trouble).toMatchObject({ fileName: 'broken.gmix', error: { tag: 'file-damaged' } });
    expect(desk.current().origin).toBe('demo');
  });
});

describe('recovery', () => {
  it('brings back work that no file holds', async () => {
    await start().autosave(edited(77), true);
    const desk = start();
    await desk.restore(null, noDemo);
    expect(desk.current()).toEqual({
      document: edited(77),
      fileName: null,
      unsaved: true,
      origin: 'recovered',
    });
  });

  it('brings back edits of a saved project, and saves them to its file again', async () => {
    const before = start();
    await before.save(document, false);
    await before.autosave(edited(77), true);
    const desk = start();
    await desk.restore(null, noDemo);
    expect(desk.current()).toMatchObject({ fileName: 'scene.gmix', unsaved: true, origin: 'recovered' });
    await desk.save(desk.current().document, false);
    expect(await readProject(join(folder, 'scene.gmix'), library)).toEqual(edited(77));
  });

  it.each([
    ['saved', (desk: ProjectDesk) => desk.save(edited(77), false)],
    ['undone', (desk: ProjectDesk) => desk.autosave(document, false)],
    ['thrown away', (desk: ProjectDesk) => desk.leave()],
    ['left for a new project', (desk: ProjectDesk) => desk.startNew()],
  ])('has nothing to bring back when the work was %s', async (_name, end) => {
    const before = start();
    await before.autosave(edited(77), true);
    await end(before);
    const desk = start();
    await desk.restore(null, noDemo);
    expect(desk.current()).toMatchObject({ unsaved: false });
    expect(desk.current().origin).not.toBe('recovered');
  });

  it('keeps the newest of many edits, however fast they come', async () => {
    const desk = start();
    await Promise.all(Array.from({ length: 50 }, (_, index) => desk.autosave(edited(60 + index), true)));
    const next = start();
    await next.restore(null, noDemo);
    expect(next.current().document.tempo).toBe(109);
  });

  it('is not stopped by a damaged journal, which is set aside', async () => {
    await writeFile(join(folder, 'recovery.json'), '{"document": {');
    const desk = start();
    await desk.restore(null, noDemo);
    expect(desk.current().origin).toBe('new');
  });

  it('after a crash of the page alone, calls unsaved work recovered', async () => {
    const desk = start();
    await desk.autosave(edited(77), true);
    desk.recover();
    expect(desk.current()).toMatchObject({ document: { tempo: 77 }, unsaved: true, origin: 'recovered' });
  });
});

describe('saving', () => {
  it('asks for a file once, then keeps to it; “save as” always asks', async () => {
    const desk = start();
    expect(await desk.save(document, false)).toEqual({ fileName: 'scene.gmix' });
    await desk.save(edited(90), false);
    answers.target = join(folder, 'copy.gmix');
    expect(await desk.save(edited(91), true)).toEqual({ fileName: 'copy.gmix' });
    expect(asked).toEqual(['target null', `target ${join(folder, 'scene.gmix')}`]);
    expect((await readProject(join(folder, 'scene.gmix'), library)).tempo).toBe(90);
    expect(desk.current().fileName).toBe('copy.gmix');
  });

  it('that is cancelled changes nothing', async () => {
    const desk = start();
    await desk.autosave(edited(77), true);
    answers.target = null;
    expect(await desk.save(edited(77), false)).toBeNull();
    expect(desk.unsaved).toBe(true);
  });

  it('leaves work that came while it was writing unsaved', async () => {
    const desk = start();
    const saving = desk.save(document, false);
    await desk.autosave(edited(200), true);
    await saving;
    expect(desk.unsaved).toBe(true);
    const next = start();
    await next.restore(null, noDemo);
    expect(next.current()).toMatchObject({
      fileName: 'scene.gmix',
      document: { tempo: 200 },
      origin: 'recovered',
    });
  });

  it('that fails keeps the work in the journal', async () => {
    const desk = start();
    await desk.autosave(edited(77), true);
    answers.target = join(folder, 'gone', 'scene.gmix');
    await expect(desk.save(edited(77), false)).rejects.toMatchObject({ tag: 'disk' });
    const next = start();
    await next.restore(null, noDemo);
    expect(next.current()).toMatchObject({ document: { tempo: 77 }, origin: 'recovered' });
  });
});

describe('opening', () => {
  it('a damaged file leaves the open project as it is', async () => {
    const desk = start();
    await desk.save(document, false);
    answers.open = join(folder, 'broken.gmix');
    await writeFile(answers.open, 'PK');
    await expect(desk.open()).rejects.toMatchObject({ tag: 'file-damaged' });
    expect(desk.current()).toMatchObject({ document, fileName: 'scene.gmix' });
    expect(await readFile(answers.open, 'utf8')).toBe('PK');
  });

  it('a file that is gone says so', async () => {
    answers.open = join(folder, 'gone.gmix');
    await expect(start().open()).rejects.toMatchObject({
      tag: 'disk',
      message: expect.stringContaining('gone.gmix') as string,
    });
  });

  it('from outside asks about unsaved work first', async () => {
    const desk = start();
    expect(await desk.mayLeave()).toBe(true);
    await desk.autosave(edited(77), true);
    expect(await desk.mayLeave()).toBe(false);
    answers.unsaved = 'discard';
    expect(await desk.mayLeave()).toBe(true);
    answers.unsaved = 'save';
    answers.target = null;
    expect(await desk.mayLeave()).toBe(false);
    answers.target = join(folder, 'kept.gmix');
    expect(await desk.mayLeave()).toBe(true);
    expect((await readProject(answers.target, library)).tempo).toBe(77);
  });

  it('the file of last time that was moved away shows the demo', async () => {
    await start().save(document, false);
    await rm(join(folder, 'scene.gmix'));
    const desk = start();
    const trouble = await desk.restore(null, () => Promise.resolve(document));
    expect(trouble?.error.tag).toBe('disk');
    expect(desk.current().origin).toBe('demo');
  });
});
