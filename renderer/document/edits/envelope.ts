import {
  GAIN_MAX_DB,
  GAIN_MIN_DB,
  type Clip,
  type EnvelopePoint,
  type ProjectDocument,
} from '../../../preload/contract/document';
import type { Operation } from '../operations';
import { clipsById } from '../select';
import { changeClip } from './changed';

/** The file format's limit. */
const MOST_POINTS = 2000;

const inTenths = (gainDb: number): number =>
  Math.min(GAIN_MAX_DB, Math.max(GAIN_MIN_DB, Math.round(gainDb * 10) / 10));

/** Gain of an envelope in dB, `at` samples after its clip's start; 0 for one without points. */
export function envelopeDb(envelope: readonly EnvelopePoint[], at: number): number {
  let before: EnvelopePoint | null = null;
  for (const point of envelope) {
    if (point.at > at) {
      if (!before) return point.gainDb;
      const way = (at - before.at) / (point.at - before.at);
      return before.gainDb + way * (point.gainDb - before.gainDb);
    }
    before = point;
  }
  return before?.gainDb ?? 0;
}

const change = (clip: Clip, points: readonly EnvelopePoint[]): Operation[] =>
  changeClip(clip, { envelope: [...points].sort((a, b) => a.at - b.at).slice(0, MOST_POINTS) });

/** Adds a point `at` samples after the clip's start, on the line unless a gain is given; one that is there moves. */
export function addEnvelopePoint(
  document: ProjectDocument,
  clipId: string,
  at: number,
  gainDb?: number,
): Operation[] {
  return clipsById(document, [clipId]).flatMap((clip) => {
    const place = Math.max(0, Math.min(clip.length, Math.round(at)));
    const point = { at: place, gainDb: inTenths(gainDb ?? envelopeDb(clip.envelope, place)) };
    const others = clip.envelope.filter((other) => other.at !== place);
    return others.length >= MOST_POINTS ? [] : change(clip, [...others, point]);
  });
}

/** Moves point `index` in time and gain; it stays between its neighbours and within the clip. */
export function moveEnvelopePoint(
  document: ProjectDocument,
  clipId: string,
  index: number,
  by: { readonly time: number; readonly gainDb: number },
): Operation[] {
  return clipsById(document, [clipId]).flatMap((clip) => {
    const point = clip.envelope[index];
    if (!point) return [];
    const least = Math.max(0, (clip.envelope[index - 1]?.at ?? -1) + 1);
    const most = Math.min(clip.length, (clip.envelope[index + 1]?.at ?? Infinity) - 1);
    const at = most < least ? point.at : Math.max(least, Math.min(most, Math.round(point.at + by.time)));
    return changeClip(clip, {
      envelope: clip.envelope.with(index, { at, gainDb: inTenths(point.gainDb + by.gainDb) }),
    });
  });
}

/** Raises or lowers the line between two neighbouring points, or a clip's whole envelope where it has none there. */
export function moveEnvelopeSegment(
  document: ProjectDocument,
  clipId: string,
  at: number,
  gainDb: number,
): Operation[] {
  return clipsById(document, [clipId]).flatMap((clip) => {
    if (clip.envelope.length === 0) return change(clip, [{ at: 0, gainDb: inTenths(gainDb) }]);
    const after = clip.envelope.findIndex((point) => point.at > at);
    const held = after === -1 ? [clip.envelope.length - 1] : after === 0 ? [0] : [after - 1, after];
    return changeClip(clip, {
      envelope: clip.envelope.map((point, index) =>
        held.includes(index) ? { ...point, gainDb: inTenths(point.gainDb + gainDb) } : point,
      ),
    });
  });
}

export function removeEnvelopePoint(document: ProjectDocument, clipId: string, index: number): Operation[] {
  return clipsById(document, [clipId]).flatMap((clip) =>
    changeClip(clip, { envelope: clip.envelope.filter((_, other) => other !== index) }),
  );
}

export function clearEnvelope(document: ProjectDocument, ids: Iterable<string>): Operation[] {
  return clipsById(document, ids).flatMap((clip) => changeClip(clip, { envelope: [] }));
}
