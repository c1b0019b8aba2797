import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import type { ProjectDocument } from '../../preload/contract/document';
import type { OverlapPolicy, Ripple, TimeRange } from '../document/arranging';
import { Editor } from '../document/editor';
import { emptyDocument } from '../document/factory';
import type { GridUnit } from '../document/grid';

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

/** Grid lines, edges of clips, markers with regions and the loop, the playhead. */
export const snapKinds = ['grid', 'clips', 'markers', 'playhead'] as const;
export type SnapKind = (typeof snapKinds)[number];

/** What is selected and looked at: kept apart from the document, because it is no undo step. */
type ViewState = {
  selectedClipIds: ReadonlySet<string>;
  /** the time selection; null while clips are selected, or nothing */
  range: TimeRange | null;
  overlap: OverlapPolicy;
  ripple: Ripple;
  /** what a drag on the lanes does: select and move clips, or select time */
  tool: 'select' | 'range';
  /** gain envelopes of clips can be edited */
  envelopes: boolean;
  /** the track whose rack is shown and where new clips go; 'master' for the master strip */
  selectedTrackId: string | 'master' | null;
  /** timeline zoom, in CSS pixels per second */
  pixelsPerSecond: number;
  /** left edge of the timeline, in seconds */
  scrollSeconds: number;
  /** what the ruler and the grid count */
  gridUnit: GridUnit;
  snap: boolean;
  /** what snapping is drawn to */
  snapTo: Readonly<Record<SnapKind, boolean>>;
  /** cuts and edges move to the nearest zero crossing of the sound */
  snapToZero: boolean;
  followPlayhead: boolean;
};

export const useView = create<ViewState>(() => ({
  selectedClipIds: new Set<string>(),
  range: null,
  overlap: 'crossfade',
  ripple: 'off',
  tool: 'select',
  envelopes: false,
  selectedTrackId: null,
  pixelsPerSecond: 60,
  scrollSeconds: 0,
  gridUnit: 'seconds',
  snap: true,
  snapTo: { grid: true, clips: true, markers: true, playhead: true },
  snapToZero: false,
  followPlayhead: true,
}));

/** The open project's identity, beside its document. */
export const useProject = create<{ fileName: string | null; origin: 'demo' | 'new' | 'file' | 'recovered' }>(
  () => ({
    fileName: null,
    origin: 'new',
  }),
);
