import { create } from 'zustand';
import type { OpenProject } from '../../preload/contract/contract';
import { dismissNotice, showError, showNotice, useNotices } from '../state/notices';
import { leaveView, viewOf } from '../state/project-view';
import { editor, useProject, useView } from '../state/session';
import { rememberSounds } from '../state/sounds';

/** What the window waits for, in words ("Saving…"); null when nothing. */
export const useBusy = create<{ label: string | null }>(() => ({ label: null }));

/** New, open, save and close run one after the other: two at once could save one project into another's file. */
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(label: string, work: () => Promise<T>): Promise<T> {
  const turn = last.then(async () => {
    useBusy.setState({ label });
    try {
      return await work();
    } finally {
      useBusy.setState({ label: null });
    }
  });
  last = turn.catch(() => undefined);
  return turn;
}

/** Makes `project` the one that the window shows. */
export function adoptProject(project: OpenProject): void {
  // Errors about the project before this one are of no use any more.
  for (const notice of useNotices.getState().notices) dismissNotice(notice.id);
  rememberSounds(Object.values(project.document.sounds));
  useProject.setState({ fileName: project.fileName, origin: project.origin });
  leaveView();
  useView.setState({
    selectedClipIds: new Set(),
    range: null,
    selectedTrackId: project.document.tracks[0]?.id ?? null,
    ...viewOf(project.document.id),
  });
  editor.load(project.document, project.unsaved);
  if (project.origin === 'demo') showNotice('This is the demo soundscape: press Space to play it.');
  if (project.origin === 'recovered') {
    showNotice('Your unsaved work from last time is back. Save it to keep it.');
  }
}

async function saveNow(saveAs: boolean): Promise<boolean> {
  const point = editor.savePoint();
  const reply = await window.studio.request('project.save', { document: point.document, saveAs });
  if (!reply.ok) {
    showError(reply.error, 'Save project');
    return false;
  }
  if (!reply.value) return false;
  // Edits made while the file was written are not in it: they keep the project unsaved, and undoing them clears that.
  // A project that was opened from outside meanwhile keeps its own name.
  if (editor.markSaved(point)) useProject.setState({ fileName: reply.value.fileName, origin: 'file' });
  showNotice(`Saved ${reply.value.fileName}`);
  return true;
}

/** Asks what to do with unsaved work; false when the project must stay open. */
async function mayLeave(): Promise<boolean> {
  if (!editor.dirty) return true;
  const reply = await window.studio.request('project.confirmLeave', null);
  if (!reply.ok) {
    showError(reply.error, 'Unsaved work');
    return false;
  }
  if (reply.value === 'save') return saveNow(false);
  return reply.value === 'discard';
}

/** False when it was cancelled or failed; the failure has been shown. */
export function saveProject(saveAs: boolean): Promise<boolean> {
  return inTurn('Saving…', () => saveNow(saveAs));
}

/** Another project is asked for and not there yet. Asking again meanwhile would only ask the person twice. */
let leaving = false;

async function leaveFor(label: string, work: () => Promise<void>): Promise<void> {
  if (leaving) return;
  leaving = true;
  try {
    // A save that is under way comes first.
    await inTurn(label, work);
  } finally {
    leaving = false;
  }
}

export function newProject(): Promise<void> {
  return leaveFor('Starting a new project…', async () => {
    if (!(await mayLeave())) return;
    const reply = await window.studio.request('project.new', null);
    if (reply.ok) adoptProject(reply.value);
    else showError(reply.error, 'New project');
  });
}

export function openProject(): Promise<void> {
  return leaveFor('Opening…', async () => {
    if (!(await mayLeave())) return;
    const reply = await window.studio.request('project.open', null);
    if (!reply.ok) showError(reply.error, 'Open project');
    else if (reply.value) adoptProject(reply.value);
  });
}

export function closeWindow(): Promise<void> {
  return inTurn('Closing…', async () => {
    if (!(await mayLeave())) return;
    const reply = await window.studio.request('project.closeWindow', null);
    if (!reply.ok) showError(reply.error, 'Close window');
  });
}

/** Quiet time after the last edit before the recovery journal is written. */
const AUTOSAVE_DELAY_MS = 800;

/**
 * Writes the recovery journal after edits. A write that fails is told once, and again only after one succeeded.
 * Returns the function that stops it.
 */
export function keepJournal(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let journalled = editor.document;
  let failing = false;
  const write = async (): Promise<void> => {
    const document = editor.document;
    const reply = await window.studio.request('project.autosave', { document, unsaved: editor.dirty });
    if (!reply.ok && !failing) showError(reply.error, 'Recovery copy');
    failing = !reply.ok;
  };
  let dirty = editor.dirty;
  const stop = editor.subscribe(() => {
    if (editor.document === journalled && editor.dirty === dirty) return;
    journalled = editor.document;
    dirty = editor.dirty;
    clearTimeout(timer);
    timer = setTimeout(() => void write(), AUTOSAVE_DELAY_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
