import { randomUUID } from 'node:crypto';
import { StudioError } from '../../preload/contract/errors';
import { ExportSession, type ExportPlan } from './export-session';

/** Every export of every window, by id; an id answers only the window that began it. */
export class ExportDesk {
  readonly #sessions = new Map<string, { session: ExportSession; windowId: number }>();

  /** Opens a target for streaming. */
  async begin(plan: ExportPlan, windowId: number): Promise<{ exportId: string; fileName: string }> {
    const session = await ExportSession.begin(plan);
    const exportId = randomUUID();
    this.#sessions.set(exportId, { session, windowId });
    return { exportId, fileName: session.fileName };
  }

  write(exportId: string, channels: readonly Float32Array[], windowId: number): Promise<void> {
    return this.#find(exportId, windowId).write(channels);
  }

  finish(exportId: string, windowId: number): Promise<{ fileName: string }> {
    return this.#find(exportId, windowId).finish();
  }

  cancel(exportId: string, windowId: number): Promise<void> {
    const session = this.#find(exportId, windowId);
    return session.cancel();
  }

  /** Path of a finished export. */
  finishedPath(exportId: string, windowId: number): string {
    const session = this.#find(exportId, windowId);
    if (!session.finished) throw new StudioError('not-found', 'The export is not finished yet.');
    return session.target;
  }

  /** Ends what a window left unfinished: it closed, crashed or was loaded anew. */
  async abandon(windowId: number): Promise<void> {
    const orphans = [...this.#sessions].filter(([, entry]) => entry.windowId === windowId);
    for (const [exportId] of orphans) this.#sessions.delete(exportId);
    await Promise.all(orphans.map(([, { session }]) => session.cancel()));
  }

  #find(exportId: string, windowId: number): ExportSession {
    const entry = this.#sessions.get(exportId);
    if (!entry || entry.windowId !== windowId) {
      throw new StudioError('not-found', 'There is no such export.', 'Export again.');
    }
    return entry.session;
  }
}
