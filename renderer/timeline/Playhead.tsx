import { useEffect, useRef } from 'react';
import { player } from '../audio/player';
import { useView } from '../state/session';
import { moveAlong } from '../ui/moving-line';
import { colours } from '../ui/theme';
import { useDragging } from './gestures/drag';
import { RULER_HEIGHT } from './ruler/ruler-size';
import { scrollTo, useViewport } from './viewport';

/** Half the head's width: as much of it may hang over the lanes' left edge. */
export const PLAYHEAD_HALF = 6;
/** Part of the window behind the playhead after the view has turned a page. */
const PAGE_MARGIN = 0.05;

/** Turns the page when playback runs out of the window, unless the person is dragging something there. */
function follow(seconds: number): void {
  const { followPlayhead, scrollSeconds, pixelsPerSecond } = useView.getState();
  if (!followPlayhead || !player.playing || useDragging.getState().dragging) return;
  const span = useViewport.getState().width / pixelsPerSecond;
  if (seconds < scrollSeconds || seconds > scrollSeconds + span) scrollTo(seconds - span * PAGE_MARGIN);
}

/** A line over everything that the compositor moves: while it runs nothing of the timeline renders or paints. */
export function Playhead() {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = line.current;
    if (!element) return undefined;
    let before = NaN;
    return moveAlong(element, () => {
      const seconds = player.position();
      if (seconds !== before) follow(seconds);
      before = seconds;
      const { scrollSeconds, pixelsPerSecond } = useView.getState();
      const x = (seconds - scrollSeconds) * pixelsPerSecond;
      const hidden = x < 0 || x > useViewport.getState().width;
      const visibility = hidden ? 'hidden' : 'visible';
      if (element.style.visibility !== visibility) element.style.visibility = visibility;
      // Out of sight it stands: to move what shows nothing costs a frame more than to move what does.
      return hidden ? { x: -1, speed: 0 } : { x, speed: player.speed * pixelsPerSecond };
    });
  }, []);
  return (
    <div
      ref={line}
      data-testid="playhead"
      aria-hidden="true"
      style={{
        position: 'absolute',
        top: 0,
        bottom: 0,
        left: PLAYHEAD_HALF,
        width: 1,
        background: colours.playhead,
        pointerEvents: 'none',
      }}
    >
      <svg width={11} height={9} style={{ position: 'absolute', left: -5, top: RULER_HEIGHT - 12 }}>
        <path d="M0 0h11v3l-5.5 6L0 3z" fill={colours.playhead} />
      </svg>
    </div>
  );
}
