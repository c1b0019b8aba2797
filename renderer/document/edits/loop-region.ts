import type { ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../operations';
import { extent } from '../select';

type Loop = ProjectDocument['loop'];

function changeLoop(document: ProjectDocument, loop: Loop): Operation[] {
  const { start, end, enabled } = document.loop;
  return loop.start === start && loop.end === end && loop.enabled === enabled
    ? []
    : [{ type: 'loop.set', loop }];
}

/** The region between two times (samples, any order), switched on: who draws a region wants to hear it. */
export function setLoopRegion(document: ProjectDocument, a: number, b: number): Operation[] {
  const start = Math.max(0, Math.round(Math.min(a, b)));
  const end = Math.max(0, Math.round(Math.max(a, b)));
  return end > start ? changeLoop(document, { start, end, enabled: true }) : [];
}

/** Moves one edge; dragged past the other edge, the two change places. The switch keeps its state. */
export function moveLoopEdge(document: ProjectDocument, edge: 'start' | 'end', time: number): Operation[] {
  const other = edge === 'start' ? document.loop.end : document.loop.start;
  const at = Math.max(0, Math.round(time));
  if (at === other) return [];
  return changeLoop(document, { ...document.loop, start: Math.min(at, other), end: Math.max(at, other) });
}

export function moveLoopRegion(document: ProjectDocument, delta: number): Operation[] {
  const by = Math.max(Math.round(delta), -document.loop.start);
  return changeLoop(document, {
    ...document.loop,
    start: document.loop.start + by,
    end: document.loop.end + by,
  });
}

export function loopClips(document: ProjectDocument, ids: Iterable<string>): Operation[] {
  const range = extent(document, ids);
  return range ? setLoopRegion(document, range.start, range.end) : [];
}

export function clearLoop(document: ProjectDocument): Operation[] {
  return changeLoop(document, { start: 0, end: 0, enabled: false });
}
