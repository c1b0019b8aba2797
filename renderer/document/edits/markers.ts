import type { Marker, ProjectDocument } from '../../../preload/contract/document';
import { newId } from '../factory';
import type { Operation } from '../operations';

/** The file format's limit. */
const MOST_MARKERS = 10_000;

function setMarkers(markers: readonly Marker[]): Operation[] {
  const sorted = [...markers].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return [{ type: 'markers.set', markers: sorted.slice(0, MOST_MARKERS) }];
}

export const markerById = (document: ProjectDocument, id: string): Marker | null =>
  document.markers.find((marker) => marker.id === id) ?? null;

const whole = (samples: number): number => Math.max(0, Math.round(samples));

/** The next free name: "Marker 3", "Region 1". */
function freeName(document: ProjectDocument, kind: 'Marker' | 'Region'): string {
  const names = new Set(document.markers.map(({ name }) => name));
  let number = 1;
  while (names.has(`${kind} ${number}`)) number += 1;
  return `${kind} ${number}`;
}

/** A marker at `at`, or with a length a region from there (samples). `id` names it for what follows. */
export function addMarker(
  document: ProjectDocument,
  at: number,
  length = 0,
  id: string = newId(),
  name: string | null = null,
): Operation[] {
  if (document.markers.length >= MOST_MARKERS) return [];
  const marker: Marker = {
    id,
    name: name ?? freeName(document, length > 0 ? 'Region' : 'Marker'),
    at: whole(at),
    length: whole(length),
    colour: null,
  };
  return setMarkers([...document.markers, marker]);
}

function changeMarker(
  document: ProjectDocument,
  id: string,
  change: (marker: Marker) => Partial<Omit<Marker, 'id'>>,
): Operation[] {
  const marker = markerById(document, id);
  if (!marker) return [];
  const next = { ...marker, ...change(marker) };
  const same = (Object.keys(next) as (keyof Marker)[]).every((key) => next[key] === marker[key]);
  return same ? [] : setMarkers(document.markers.map((other) => (other === marker ? next : other)));
}

/** Moves a marker, or a region as a whole, by `delta` samples. */
export const moveMarker = (document: ProjectDocument, id: string, delta: number): Operation[] =>
  changeMarker(document, id, ({ at }) => ({ at: whole(at + delta) }));

/** Moves one edge of a region to `time`; drawn past the other, they change places. It never becomes a mere marker. */
export function moveRegionEdge(
  document: ProjectDocument,
  id: string,
  edge: 'start' | 'end',
  time: number,
): Operation[] {
  return changeMarker(document, id, ({ at, length }) => {
    const other = edge === 'start' ? at + length : at;
    const moved = whole(time);
    return moved === other ? {} : { at: Math.min(moved, other), length: Math.abs(moved - other) };
  });
}

/** Surrounding blanks are dropped; an empty name is allowed: a mark needs none. */
export const renameMarker = (document: ProjectDocument, id: string, name: string): Operation[] =>
  changeMarker(document, id, () => ({ name: name.trim().slice(0, 200) }));

/** `colour` null: the ruler's own. */
export const setMarkerColour = (document: ProjectDocument, id: string, colour: string | null): Operation[] =>
  changeMarker(document, id, () => ({ colour }));

export function removeMarker(document: ProjectDocument, id: string): Operation[] {
  return markerById(document, id) ? setMarkers(document.markers.filter((marker) => marker.id !== id)) : [];
}

/** Where markers and regions begin and end, ascending, each time once. */
export function markerTimes(document: ProjectDocument): number[] {
  const times = new Set(document.markers.flatMap(({ at, length }) => [at, at + length]));
  return [...times].sort((a, b) => a - b);
}

/** The nearest of `markerTimes` after (1) or before (-1) `time`; null when there is none. */
export function nextMarkerTime(document: ProjectDocument, time: number, direction: 1 | -1): number | null {
  const times = markerTimes(document);
  return (direction === 1 ? times.find((at) => at > time) : times.findLast((at) => at < time)) ?? null;
}
