import { player } from '../audio/player';
import { secondsToSamples } from '../document/timescale';
import { snapTargets, type SnapTargets } from '../document/snap';
import { editor, useView } from '../state/session';
import { useViewport } from './viewport';

type Options = {
  /** dragged clips do not attract themselves */
  exceptClips?: ReadonlySet<string>;
  /** false while the playhead itself is placed */
  playhead?: boolean;
};

const none: ReadonlySet<string> = new Set();

/** The playhead in samples at the project rate. */
export const playheadSamples = (): number => secondsToSamples(player.position(), editor.document.sampleRate);

/** What attracts a drag that begins now; null when snapping is off. */
export function currentSnapTargets({
  exceptClips = none,
  playhead = true,
}: Options = {}): SnapTargets | null {
  const { snap, pixelsPerSecond } = useView.getState();
  if (!snap) return null;
  return snapTargets(editor.document, {
    pixelsPerSecond,
    unit: useViewport.getState().gridUnit,
    playhead: playhead ? playheadSamples() : null,
    exceptClips,
  });
}
