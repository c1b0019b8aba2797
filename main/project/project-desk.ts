import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { OpenProject } from '../../preload/contract/contract';
import type { ProjectDocument } from '../../preload/contract/document';
import { toAppError, type AppError } from '../../preload/contract/errors';
import { readJsonFile, writeJsonFile } from '../files/json-file';
import type { Library } from '../library/library';
import type { Journal } from './journal';
import { newDocument } from './new-document';
import { readProject } from './read-project';
import { writeProject } from './write-project';

export const PROJECT_EXTENSION = 'gmix';

/** The native questions a project needs an answer to; null: the person cancelled. */
export type ProjectDialogs = {
  chooseProject(): Promise<string | null>;
  /** path with the project's extension */
  chooseProjectTarget(current: string | null): Promise<string | null>;
  askUnsaved(fileName: string | null): Promise<'save' | 'discard' | 'cancel'>;
};

type Project = {
  document: ProjectDocument;
  path: string | null;
  unsaved: boolean;
  origin: OpenProject['origin'];
};

const lastSchema = z.object({ path: z.string() });

/** A project file that could not be opened at launch, and why. */
export type LaunchTrouble = { fileName: string; error: AppError };

/**
 * The one open project, as main knows it: its file, the newest document the window has told, and whether that is saved.
 * A kill at any moment costs at most what the window had not told yet.
 */
export class ProjectDesk {
  readonly #library: Library;
  readonly #journal: Journal;
  readonly #dialogs: ProjectDialogs;
  readonly #lastFile: string;
  #project: Project = { document: newDocument(), path: null, unsaved: false, origin: 'new' };
  /** the project that was open before this one, when it is another */
  #closedId: string | null = null;
  /** counts the projects that were opened */
  #openings = 0;

  /** `lastFile` remembers the project to open next time. */
  constructor(library: Library, journal: Journal, dialogs: ProjectDialogs, lastFile: string) {
    this.#library = library;
    this.#journal = journal;
    this.#dialogs = dialogs;
    this.#lastFile = lastFile;
  }

  current(): OpenProject {
    const { document, path, unsaved, origin } = this.#project;
    return { document, fileName: path && basename(path), unsaved, origin };
  }

  get unsaved(): boolean {
    return this.#project.unsaved;
  }

  /**
   * Picks the project to start with: work that was not saved, else the file asked for, else the one that was open last,
   * else the demo, else an empty one. Returns what went wrong on the way, so that it can be shown.
   */
  async restore(
    asked: string | null,
    demo: () => Promise<ProjectDocument | null>,
  ): Promise<LaunchTrouble | null> {
    const lost = await this.#journal.read();
    if (lost) {
      this.#project = { ...lost, unsaved: true, origin: 'recovered' };
      return null;
    }
    const last = await readJsonFile(this.#lastFile, lastSchema);
    const path = asked ?? (last.state === 'read' ? last.value.path : null);
    let trouble: LaunchTrouble | null = null;
    if (path !== null) {
      try {
        await this.openPath(path);
        return null;
      } catch (thrown) {
        trouble = { fileName: basename(path), error: toAppError(thrown) };
      }
    }
    const document = await demo();
    if (document) this.#project = { document, path: null, unsaved: false, origin: 'demo' };
    return trouble;
  }

  /** The page is loaded anew after a crash: what it had told is still here. */
  recover(): void {
    if (this.#project.unsaved) this.#project = { ...this.#project, origin: 'recovered' };
  }

  async startNew(): Promise<OpenProject> {
    await this.#replace({ document: newDocument(), path: null, unsaved: false, origin: 'new' });
    return this.current();
  }

  async open(): Promise<OpenProject | null> {
    const path = await this.#dialogs.chooseProject();
    return path === null ? null : this.openPath(path);
  }

  /** Opens a project file. When that fails, the project that was open stays as it is. */
  async openPath(path: string): Promise<OpenProject> {
    const document = await readProject(path, this.#library);
    await this.#replace({ document, path, unsaved: false, origin: 'file' });
    const opened = this.current();
    await this.#remember(path);
    return opened;
  }

  /**
   * Saves the open project. Another one may be opened from outside meanwhile: what is saved then keeps its own file, and
   * what is asked too late is left alone. null: nothing was saved.
   */
  async save(document: ProjectDocument, saveAs: boolean): Promise<{ fileName: string } | null> {
    if (document.id === this.#closedId) return null;
    const opening = this.#openings;
    this.#project = { ...this.#project, document };
    const { path } = this.#project;
    const target = path !== null && !saveAs ? path : await this.#dialogs.chooseProjectTarget(path);
    if (target === null) return null;
    await writeProject(target, document, this.#library);
    if (opening !== this.#openings) return { fileName: basename(target) };
    // The person may have gone on working while the file was written: then that work is still unsaved.
    const unsaved = !isDeepStrictEqual(this.#project.document, document);
    this.#project = { ...this.#project, path: target, unsaved };
    await (unsaved ? this.#keep() : this.#journal.clear());
    await this.#remember(target);
    return { fileName: basename(target) };
  }

  /** What the window tells late of a project that is no longer open is left alone: it would replace the open one. */
  async autosave(document: ProjectDocument, unsaved: boolean): Promise<void> {
    if (document.id === this.#closedId) return;
    this.#project = { ...this.#project, document, unsaved };
    await (unsaved ? this.#keep() : this.#journal.clear());
  }

  confirmLeave(): Promise<'save' | 'discard' | 'cancel'> {
    const { path } = this.#project;
    return this.#dialogs.askUnsaved(path && basename(path));
  }

  /**
   * For a project opened from outside the window: asks about unsaved work as main knows it. False: stay.
   */
  async mayLeave(): Promise<boolean> {
    if (!this.#project.unsaved) return true;
    const answer = await this.confirmLeave();
    if (answer === 'cancel') return false;
    return answer === 'discard' || (await this.save(this.#project.document, false)) !== null;
  }

  /** The window has nothing left to save: the next launch has nothing to recover. */
  leave(): Promise<void> {
    this.#project = { ...this.#project, unsaved: false };
    return this.#journal.clear();
  }

  /** Resolves when the recovery journal is up to date. */
  settled(): Promise<void> {
    return this.#journal.settled();
  }

  async #replace(project: Project): Promise<void> {
    const { id } = this.#project.document;
    this.#closedId = id === project.document.id ? null : id;
    this.#openings += 1;
    this.#project = project;
    await this.#journal.clear();
  }

  #keep(): Promise<void> {
    const { document, path } = this.#project;
    return this.#journal.write({ document, path });
  }

  async #remember(path: string): Promise<void> {
    try {
      await writeJsonFile(this.#lastFile, { path }, 'The last project could not be remembered');
    } catch (thrown) {
      // The project itself is safe; the next launch opens another one, and that is all.
      console.error(thrown);
    }
  }
}
