import { GAIN_MAX_DB, GAIN_MIN_DB, type ProjectDocument } from '../../../preload/contract/document';
import type { Operation } from '../operations';
import { clipsById } from '../select';
import { changeClip } from './changed';

/** Tenths of a dB: finer steps are inaudible and read badly. */
const rounded = (gainDb: number): number =>
  Math.min(GAIN_MAX_DB, Math.max(GAIN_MIN_DB, Math.round(gainDb * 10) / 10));

/** Adds `delta` dB to each clip's gain, within the format's limits. */
export function changeGain(document: ProjectDocument, ids: Iterable<string>, delta: number): Operation[] {
  return clipsById(document, ids).flatMap((clip) =>
    changeClip(clip, { gainDb: rounded(clip.gainDb + delta) }),
  );
}

export function setGain(document: ProjectDocument, ids: Iterable<string>, gainDb: number): Operation[] {
  return clipsById(document, ids).flatMap((clip) => changeClip(clip, { gainDb: rounded(gainDb) }));
}
