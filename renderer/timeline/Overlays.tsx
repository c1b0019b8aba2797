import Box from '@mui/material/Box';
import { useDocument } from '../state/session';
import { colours } from '../ui/theme';
import { useMarquee } from './gestures/marquee';
import { useTrackDrop } from './gestures/track-order';
import { rowOfTrack, rowsOf } from './rows';
import { indentOf } from './header-size';
import { useDropGhost } from './sound-drop';
import { TimeBox } from './TimeBox';
import { TimeLayer } from './TimeLayer';

const NEW_TRACK_HEIGHT = 76;

/** The selection rectangle while it is drawn. */
export function Marquee() {
  const box = useMarquee((state) => state.box);
  return (
    box && (
      <TimeLayer>
        <TimeBox
          className="marquee"
          start={box.start}
          end={box.end}
          least={0}
          style={{ top: box.top, height: box.bottom - box.top }}
        />
      </TimeLayer>
    )
  );
}

/** Where a sound that is dragged over the lanes would go. */
export function DropGhost() {
  const ghost = useDropGhost((state) => state.ghost);
  const tracks = useDocument((document) => document.tracks);
  const rows = useDocument(rowsOf);
  const row = ghost ? rowOfTrack(rows, tracks[ghost.row]?.id ?? '') : null;
  return (
    ghost && (
      <TimeLayer>
        <TimeBox
          data-testid="drop-ghost"
          className="drop-ghost"
          start={ghost.start}
          end={ghost.start + ghost.length}
          style={{
            top: row ? row.top + 1 : rows.total + 1,
            height: (row?.height ?? NEW_TRACK_HEIGHT) - 3,
            borderColor: row?.track.colour ?? colours.accent,
          }}
        >
          {row ? ghost.name : `New track: ${ghost.name}`}
        </TimeBox>
      </TimeLayer>
    )
  );
}

/** The gap into which a dragged track would drop, or the group that would take it in. */
export function TrackDropLine() {
  const drop = useTrackDrop((state) => state.drop);
  const rows = useDocument(rowsOf);
  if (!drop) return null;
  const group = drop.into === null ? null : rowOfTrack(rows, drop.into);
  return (
    <Box
      style={
        group
          ? { top: group.top, height: group.height, left: 0 }
          : { top: drop.top - 1, height: 2, left: indentOf(drop.depth) }
      }
      sx={{
        position: 'absolute',
        right: 0,
        boxSizing: 'border-box',
        pointerEvents: 'none',
        ...(group
          ? { border: `2px solid ${colours.accent}`, bgcolor: 'rgba(95, 199, 192, 0.1)' }
          : { bgcolor: colours.accent }),
      }}
    />
  );
}
