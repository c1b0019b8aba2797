import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OpenProject } from '../../preload/contract/contract';
import { fail, ok } from '../../preload/contract/errors';
import { emptyDocument, newTrack } from '../document/factory';
import { useNotices } from '../state/notices';
import { editor, useProject } from '../state/session';
import { installBridge, type BridgeDouble } from '../state/testing/bridge';
import {
  adoptProject,
  closeWindow,
  keepJournal,
  newProject,
  openProject,
  saveProject,
  useBusy,
} from './project';

const project = (changes: Partial<OpenProject> = {}): OpenProject => ({
  document: emptyDocument(),
  fileName: null,
  unsaved: false,
  origin: 'new',
  ...changes,
});
const edit = (): void => editor.dispatch('Add track', [{ type: 'track.add', track: newTrack(0), index: 0 }]);
const names = (): string[] => bridge.asked.map(({ name }) => name);
const notices = () => useNotices.getState().notices;

let bridge: BridgeDouble;

beforeEach(() => {
  bridge = installBridge({
    'project.save': () => ok({ fileName: 'storm.gmix' }),
    'project.new': () => ok(project()),
    'project.closeWindow': () => ok(null),
    'project.autosave': () => ok(null),
  });
  adoptProject(project());
  useNotices.setState({ notices: [] });
});
afterEach(() => vi.useRealTimers());

test('saving hands main the document and clears the unsaved mark', async () => {
  edit();
  expect(editor.dirty).toBe(true);
  expect(await saveProject(false)).toBe(true);
  expect(bridge.asked).toEqual([
    { name: 'project.save', input: { document: editor.document, saveAs: false } },
  ]);
  expect(editor.dirty).toBe(false);
  expect(useProject.getState()).toEqual({ fileName: 'storm.gmix', origin: 'file' });
});

test('an edit made while the file is written stays unsaved', async () => {
  edit();
  bridge.answer({
    'project.save': () => {
      edit();
      return ok({ fileName: 'storm.gmix' });
    },
  });
  await saveProject(false);
  expect(editor.dirty).toBe(true);
});

test('a cancelled or failed save keeps the unsaved mark; the failure is shown with its remedy', async () => {
  edit();
  bridge.answer({ 'project.save': () => ok(null) });
  expect(await saveProject(true)).toBe(false);
  expect(notices()).toEqual([]);
  bridge.answer({
    'project.save': () => fail('disk', 'The disk is full.', 'Free some space and save again.'),
  });
  expect(await saveProject(true)).toBe(false);
  expect(editor.dirty).toBe(true);
  expect(notices()).toMatchObject([
    { kind: 'error', where: 'Save project', remedy: 'Free some space and save again.' },
  ]);
});

test('without unsaved work nothing is asked', async () => {
  await newProject();
  await closeWindow();
  expect(names()).toEqual(['project.new', 'project.closeWindow']);
});

test('cancelling the question keeps the project; discarding leaves it', async () => {
  edit();
  const kept = editor.document;
  bridge.answer({ 'project.confirmLeave': () => ok('cancel') });
  await newProject();
  expect(editor.document).toBe(kept);
  bridge.answer({ 'project.confirmLeave': () => ok('discard') });
  await newProject();
  expect(editor.document).not.toBe(kept);
  expect(names()).toEqual(['project.confirmLeave', 'project.confirmLeave', 'project.new']);
});

test('closing saves first when asked to, and stays open when that save is cancelled', async () => {
  edit();
  bridge.answer({ 'project.confirmLeave': () => ok('save'), 'project.save': () => ok(null) });
  await closeWindow();
  expect(names()).not.toContain('project.closeWindow');
  bridge.answer({ 'project.save': () => ok({ fileName: 'storm.gmix' }) });
  await closeWindow();
  expect(names().at(-1)).toBe('project.closeWindow');
});

test('a damaged file asks for an answer and leaves the open project as it is', async () => {
  const kept = editor.document;
  bridge.answer({
    'project.open': () => fail('file-damaged', 'storm.gmix is damaged.', 'Open a copy of it.'),
  });
  await openProject();
  expect(editor.document).toBe(kept);
  expect(notices()).toMatchObject([{ kind: 'dialog', where: 'Open project', remedy: 'Open a copy of it.' }]);
});

test('new, open and save never run at once', async () => {
  let release = (): void => undefined;
  const written = new Promise<void>((resolve) => (release = resolve));
  bridge.answer({
    'project.save': async () => {
      await written;
      return ok({ fileName: 'storm.gmix' });
    },
  });
  edit();
  const saving = saveProject(false);
  const starting = newProject();
  await Promise.resolve();
  expect(names()).toEqual(['project.save']);
  expect(useBusy.getState().label).toBe('Saving…');
  release();
  await Promise.all([saving, starting]);
  expect(names()).toEqual(['project.save', 'project.new']);
  expect(useBusy.getState().label).toBeNull();
});

test('a project that was opened from outside while another was being saved keeps its name', async () => {
  bridge.answer({
    'project.save': () => {
      adoptProject(project({ fileName: 'other.gmix', origin: 'file' }));
      return ok({ fileName: 'storm.gmix' });
    },
  });
  edit();
  await saveProject(false);
  expect(useProject.getState().fileName).toBe('other.gmix');
  expect(editor.dirty).toBe(false);
});

test('another project that is asked for twice is opened once', async () => {
  await Promise.all([newProject(), newProject()]);
  expect(names()).toEqual(['project.new']);
  await newProject();
  expect(names()).toEqual(['project.new', 'project.new']);
});

test('recovered work is shown as unsaved', () => {
  adoptProject(project({ unsaved: true, origin: 'recovered' }));
  expect(editor.dirty).toBe(true);
  expect(notices().at(-1)?.message).toMatch(/unsaved work/);
});

test('a burst of edits is journalled once, with whether it is saved', () => {
  vi.useFakeTimers();
  const stop = keepJournal();
  edit();
  edit();
  vi.advanceTimersByTime(400);
  edit();
  vi.advanceTimersByTime(799);
  expect(bridge.asked).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(bridge.asked).toEqual([
    { name: 'project.autosave', input: { document: editor.document, unsaved: true } },
  ]);
  editor.markSaved();
  vi.advanceTimersByTime(800);
  expect(bridge.asked.at(-1)).toMatchObject({ input: { unsaved: false } });
  edit();
  stop();
  vi.advanceTimersByTime(5000);
  expect(bridge.asked).toHaveLength(2);
});

test('a journal that cannot be written is told once, not after every edit', async () => {
  vi.useFakeTimers();
  bridge.answer({ 'project.autosave': () => fail('disk', 'The disk is full.') });
  const stop = keepJournal();
  for (let index = 0; index < 3; index += 1) {
    edit();
    await vi.advanceTimersByTimeAsync(800);
  }
  stop();
  expect(bridge.asked).toHaveLength(3);
  expect(notices()).toHaveLength(1);
});
