import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import type { ProjectDocument } from '../../preload/contract/document';
import { Editor } from '../document/editor';
import { emptyDocument } from '../document/factory';

/** The window's one editor. Features read it through the hooks below and change it through dispatch and gestures. */
export const editor = new Editor(emptyDocument());

const subscribe = (listener: () => void): (() => void) => editor.subscribe(listener);

/**
 * A part of the document; the component renders again only when that part is another object.
 * `select` must return something that lives in the document (or a primitive), never a fresh object.
 */
export function useDocument<T>(select: (document: ProjectDocument) => T): T {
  return useSyncExternalStore(subscribe, () => select(editor.document));
}

export function useEditor<T extends string | number | boolean | null>(select: (editor: Editor) => T): T {
  return useSyncExternalStore(subscribe, () => select(editor));
}

/** What is selected and looked at: kept apart from the document, because it is no undo step. */
type ViewState = {
  selectedClipIds: ReadonlySet<string>;
  /** the track whose rack is shown and where new clips go; 'master' for the master strip */
  selectedTrackId: string | 'master' | null;
  /** timeline zoom, in CSS pixels per second */
  pixelsPerSecond: number;
  /** left edge of the timeline, in seconds */
  scrollSeconds: number;
  snap: boolean;
  followPlayhead: boolean;
};

export const useView = create<ViewState>(() => ({
  selectedClipIds: new Set<string>(),
  selectedTrackId: null,
  pixelsPerSecond: 60,
  scrollSeconds: 0,
  snap: true,
  followPlayhead: true,
}));

/** The open project's identity, beside its document. */
export const useProject = create<{ fileName: string | null; origin: 'demo' | 'new' | 'file' | 'recovered' }>(
  () => ({
    fileName: null,
    origin: 'new',
  }),
);
