import { memo, useLayoutEffect, useRef, useState, type MouseEvent } from 'react';
import { flushSync } from 'react-dom';
import { useDocument } from '../state/session';
import { AutomationLane } from './automation/AutomationLane';
import { GroupLane } from './GroupLane';
import { Lane } from './Lane';
import { mountedFor, mountMore, type Mounted } from './row-mounting';
import { rowsOf, type Row } from './rows';
import { whenSpare } from './spare-frames';
import type { Surface } from './surface';
import { TrackHeader } from './TrackHeader';
import { useViewport } from './viewport';

const sameEntries = (a: Mounted, b: Mounted): boolean =>
  a.size === b.size && [...a].every(([key, piece]) => b.get(key) === piece);

/** The rows that are mounted: those in sight, and when there is time those around them. */
function useMounted(rows: ReturnType<typeof rowsOf>): Mounted {
  const kept = useRef<Mounted>(new Map());
  const [, render] = useState<Mounted>(kept.current);
  const now = mountedFor(kept.current, rows, useViewport.getState());
  if (!sameEntries(now, kept.current)) kept.current = now;
  useLayoutEffect(() => {
    const set = (mounted: Mounted): void => {
      if (sameEntries(mounted, kept.current)) return;
      kept.current = mounted;
      render(mounted);
      whenSpare(more);
    };
    // In this very frame, which has nothing else to prepare.
    const more = (): void => flushSync(() => set(mountMore(kept.current, rows, useViewport.getState())));
    const look = (): void => {
      set(mountedFor(kept.current, rows, useViewport.getState()));
      whenSpare(more);
    };
    const drop = whenSpare(more);
    const stop = useViewport.subscribe(look);
    return () => {
      stop();
      drop();
    };
  }, [rows]);
  return kept.current;
}

type RowsProps = { surface: () => Surface | null; onMenu: (event: MouseEvent) => void };

/** The rows that are mounted. They alone follow the scrolling, and render only when a row comes or goes. */
export function TimelineRows({ surface, onMenu }: RowsProps) {
  const rows = useDocument(rowsOf);
  const mounted = useMounted(rows);
  return rows.list
    .filter(({ key }) => mounted.has(key))
    .map((row) => (
      <TimelineRow
        key={row.key}
        row={row}
        whole={mounted.get(row.key) === 'whole'}
        surface={surface}
        onMenu={onMenu}
      />
    ));
}

type RowProps = RowsProps & {
  row: Row;
  /** what belongs beside the header is there, too */
  whole: boolean;
};

const TimelineRow = memo(function TimelineRow({ row, whole, surface, onMenu }: RowProps) {
  return (
    <div className="timeline-row" style={{ top: row.top, height: row.height }}>
      {row.kind === 'lane' ? (
        <AutomationLane row={row} surface={surface} />
      ) : (
        <>
          <TrackHeader
            track={row.track}
            index={row.index}
            depth={row.depth}
            surface={surface}
            onMenu={onMenu}
          />
          {whole &&
            (row.track.kind === 'group' ? <GroupLane track={row.track} /> : <Lane track={row.track} />)}
        </>
      )}
    </div>
  );
});
