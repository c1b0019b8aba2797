import type { Clip, ProjectDocument } from '../../preload/contract/document';
import { crossfadeLength } from '../document/crossfades';

type Crossfades = ReadonlyMap<Clip, { readonly before: number; readonly behind: number }>;
const knownCrossfades = new WeakMap<readonly Clip[], Crossfades>();

/** Samples of the crossfades of a track's clips with those beside them, worked out once for as long as the track keeps its list. */
export function crossfadesOf(document: ProjectDocument, clips: readonly Clip[]): Crossfades {
  const known = knownCrossfades.get(clips);
  if (known) return known;
  const crossfades = new Map(
    clips.map((clip) => [
      clip,
      {
        before: crossfadeLength(document, clip, 'before'),
        behind: crossfadeLength(document, clip, 'behind'),
      },
    ]),
  );
  knownCrossfades.set(clips, crossfades);
  return crossfades;
}
