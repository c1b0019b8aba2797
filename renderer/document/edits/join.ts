import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import { fitFades } from '../fades';
import type { Operation } from '../operations';
import { sourceSample } from '../sources';
import { byStart, clipEnd, clipsById } from '../select';
import { changeClip } from './changed';
import { dropUnusedSounds } from './remove';

/** The fields in which two parts of one sound must agree to sound like one clip. */
const alike = (a: Clip, b: Clip): boolean =>
  a.trackId === b.trackId &&
  a.soundId === b.soundId &&
  a.reversed === b.reversed &&
  a.pitch === b.pitch &&
  a.stretch === b.stretch &&
  a.gainDb === b.gainDb &&
  a.muted === b.muted &&
  a.loop?.start === b.loop?.start &&
  a.loop?.length === b.loop?.length;

/** True when `b` goes on in the sound where `a` is at that moment, without a gap and without a fade between them. */
function follows(a: Clip, b: Clip): boolean {
  const between = b.start - a.start;
  const faded = a.fadeOut.length > 0 || b.fadeIn.length > 0;
  const overlap = clipEnd(a) - b.start;
  const crossfade = overlap > 0 && a.fadeOut.length === overlap && b.fadeIn.length === overlap;
  return (
    alike(a, b) &&
    overlap >= 0 &&
    clipEnd(b) >= clipEnd(a) &&
    (!faded || crossfade) &&
    sourceSample(a, between) === b.offset
  );
}

function joined(a: Clip, b: Clip): Clip {
  const between = b.start - a.start;
  const length = clipEnd(b) - a.start;
  // Points outside of a part only say how the line goes on at its edge: what the other part has there counts.
  const left = a.envelope.filter(({ at }) => at < between || (b.envelope.length === 0 && at >= between));
  const right = b.envelope.filter(({ at }) => at >= 0).map((point) => ({ ...point, at: point.at + between }));
  return {
    ...a,
    length,
    envelope: [...left, ...right],
    ...fitFades({ fadeIn: a.fadeIn, fadeOut: b.fadeOut }, length),
  };
}

/**
 * Joins parts of one sound that follow each other on a track into one clip that sounds the same. Others are left as
 * they are: making one sound of them takes a bounce.
 */
export function joinClips(document: ProjectDocument, ids: Iterable<string>): Operation[] {
  const runs: { first: Clip; whole: Clip; others: Clip[] }[] = [];
  for (const clip of clipsById(document, new Set(ids)).sort(byStart)) {
    const run = runs.find(({ whole }) => follows(whole, clip));
    if (run) {
      run.whole = joined(run.whole, clip);
      run.others.push(clip);
    } else runs.push({ first: clip, whole: clip, others: [] });
  }
  return dropUnusedSounds(
    document,
    runs.flatMap(({ first, whole, others }) =>
      others.length === 0
        ? []
        : [...changeClip(first, whole), ...others.map(({ id }): Operation => ({ type: 'clip.remove', id }))],
    ),
  );
}
