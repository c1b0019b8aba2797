import { player } from '../audio/player';
import { secondsToSamples } from '../document/timescale';
import { snapTargets, type SnapTargets } from '../document/snap';
import { editor, useView } from '../state/session';

type Options = {
  /** dragged clips do not attract themselves */
  exceptClips?: ReadonlySet<string>;
  /** false while the playhead itself is placed */
  playhead?: boolean;
  exceptMarker?: string;
  /** further places that attract, in samples */
  more?: readonly number[];
};

const none: ReadonlySet<string> = new Set();

/** The playhead in samples at the project rate. */
export const playheadSamples = (): number => secondsToSamples(player.position(), editor.document.sampleRate);

/** What attracts a drag that begins now; null when snapping is off. */
export function currentSnapTargets({
  exceptClips = none,
  playhead = true,
  exceptMarker,
  more = [],
}: Options = {}): SnapTargets | null {
  const { snap, snapTo, pixelsPerSecond, range } = useView.getState();
  if (!snap) return null;
  return snapTargets(editor.document, {
    pixelsPerSecond,
    unit: useView.getState().gridUnit,
    playhead: playhead && snapTo.playhead ? playheadSamples() : null,
    kinds: snapTo,
    exceptClips,
    exceptMarker: exceptMarker ?? null,
    more: range ? [...more, range.start, range.end] : more,
  });
}
