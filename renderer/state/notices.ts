import { create } from 'zustand';
import type { AppError } from '../../preload/contract/errors';

/**
 * A message to the person. `notice`: a confirmation that leaves by itself. `error`: stays until dismissed. `dialog`:
 * an error of something the person asked for and waits on, such as opening a file; it wants an answer.
 */
export type Notice = {
  id: number;
  kind: 'notice' | 'error' | 'dialog';
  /** what was being done, as a heading: "Open project" */
  where: string | null;
  message: string;
  remedy: string | null;
  /** what can be done about it at once */
  action: { label: string; run: () => void } | null;
};

export const useNotices = create<{ notices: readonly Notice[] }>(() => ({ notices: [] }));

let lastId = 0;

function show(notice: Omit<Notice, 'id'>): void {
  useNotices.setState(({ notices }) => {
    // The same message again restarts the one that is shown: ten failures in a row are one message, not a pile.
    const others = notices.filter(
      (other) => other.message !== notice.message || other.where !== notice.where,
    );
    return { notices: [...others, { ...notice, id: (lastId += 1) }] };
  });
}

/** A confirmation that leaves by itself. */
export function showNotice(message: string, action: Notice['action'] = null): void {
  show({ kind: 'notice', where: null, message, remedy: null, action });
}

/**
 * An error that has no place of its own in the window. A cancelled action is no error and shows nothing.
 * `where`: what was being done, such as "Export".
 */
export function showError(error: AppError, where?: string): void {
  if (error.tag === 'cancelled') return;
  const kind = error.tag === 'file-damaged' || error.tag === 'file-newer' ? 'dialog' : 'error';
  show({ kind, where: where ?? null, message: error.message, remedy: error.remedy ?? null, action: null });
}

export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}
