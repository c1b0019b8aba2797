import Box from '@mui/material/Box';
import { useCallback, useEffect, useLayoutEffect, useRef, type MouseEvent, type PointerEvent } from 'react';
import { useLayout } from '../state/layout';
import { useDocument, useView } from '../state/session';
import { colours } from '../ui/theme';
import { EmptyTimeline } from './EmptyTimeline';
import { FindBar } from './FindBar';
import { LoopShade } from './LoopRegion';
import { DropGhost, Marquee, TrackDropLine } from './Overlays';
import { hover } from './hovered';
import { ClipPictures } from './pictures/ClipPictures';
import { Playhead, PLAYHEAD_HALF } from './Playhead';
import { partOf, partUnder, pressLanes } from './press';
import { TimelineRows } from './TimelineRows';
import { rowsOf } from './rows';
import { Minimap, MINIMAP_HEIGHT } from './minimap/Minimap';
import { drawMarkerLines } from './ruler/draw-flags';
import { MarkerMenu } from './ruler/MarkerMenu';
import { Ruler } from './ruler/Ruler';
import { RULER_HEIGHT } from './ruler/ruler-size';
import { ScrollBar, SCROLL_BAR_HEIGHT } from './ScrollBar';
import { startRename } from './renaming';
import { selectClips, selectTrack } from './selection';
import { dragSoundOver, dropSound, leaveSoundDrag, watchSoundDrags } from './sound-drop';
import { surfaceOf, type Surface } from './surface';
import type { Tick } from './ticks';
import { TimeCanvas } from './TimeCanvas';
import './timeline.css';
import { openTimelineMenu, TimelineMenu } from './TimelineMenu';
import { TimeSelection } from './TimeSelection';
import { Toolbar } from './Toolbar';
import { AutomationMenu } from './automation/AutomationMenu';
import { HEADER_WIDTH } from './header-size';
import { TrackScrollBar } from './TrackScrollBar';
import { useViewport } from './viewport';
import { wheelTimeline } from './wheel';
import { useZooming } from './motion';

/** Room below the last track: a place to drop a sound on, or to click away. */
const BELOW = 96;

const overLanes = {
  position: 'absolute',
  left: HEADER_WIDTH,
  right: 0,
  top: 0,
  overflow: 'clip',
  pointerEvents: 'none',
} as const;

function drawGrid(
  context: CanvasRenderingContext2D,
  ticks: readonly Tick[],
  _: number,
  height: number,
): void {
  for (const { x, label } of ticks) {
    context.fillStyle = label === null ? 'rgba(228, 231, 235, 0.035)' : 'rgba(228, 231, 235, 0.09)';
    context.fillRect(Math.round(x), 0, 1, height);
  }
}

/** The arranger: ruler, track headers, lanes with clips, and everything a pointer can do to them. */
export function Timeline() {
  const lanes = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const area = useRef<Surface | null>(null);
  const surface = useCallback(() => area.current, []);
  const tracks = useDocument((document) => document.tracks);
  const rows = useDocument(rowsOf);
  const minimap = useLayout((layout) => layout.minimapOpen);
  const foot = minimap ? MINIMAP_HEIGHT : SCROLL_BAR_HEIGHT;

  useLayoutEffect(() => {
    const [box, scroll] = [lanes.current, scroller.current];
    if (!box || !scroll) return;
    area.current = surfaceOf(box, scroll);
    const measure = (): void =>
      useViewport.setState({ width: box.clientWidth, height: box.clientHeight, scrollTop: scroll.scrollTop });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  useEffect(() => watchSoundDrags(), []);
  useEffect(
    () => useZooming.subscribe(({ going }) => scroller.current?.toggleAttribute('data-zooming', going)),
    [],
  );

  // React listens to wheels passively, and a passive listener cannot keep Ctrl+wheel from zooming the whole window.
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    const onWheel = (event: WheelEvent): void => {
      if (area.current) wheelTimeline(event, area.current);
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, []);

  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0 || !area.current || !(event.target instanceof Element)) return;
    if (event.target.closest('[data-track], input')) return;
    pressLanes(event.nativeEvent, area.current);
  };

  const onContextMenu = (event: MouseEvent): void => {
    if (!area.current) return;
    event.preventDefault();
    const { clipId } = partUnder(event);
    const track = tracks[area.current.row(event.clientY)];
    if (track) selectTrack(track.id);
    const at = area.current.time(event.clientX);
    const { range } = useView.getState();
    if (range && track && range.trackIds.includes(track.id) && at >= range.start && at < range.end) {
      openTimelineMenu({ kind: 'range' }, event.clientX, event.clientY);
      return;
    }
    if (clipId !== null) {
      if (!useView.getState().selectedClipIds.has(clipId)) selectClips([clipId]);
      openTimelineMenu({ kind: 'clip' }, event.clientX, event.clientY);
      return;
    }
    openTimelineMenu({ kind: 'lane', time: at, trackId: track?.id ?? null }, event.clientX, event.clientY);
  };

  const onTrackMenu = useCallback((event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const id = (event.currentTarget as HTMLElement).dataset['track'];
    if (id === undefined) return;
    selectTrack(id);
    openTimelineMenu({ kind: 'track' }, event.clientX, event.clientY);
  }, []);

  return (
    <Box
      ref={frame}
      role="region"
      aria-label="Timeline"
      sx={{
        flex: 1,
        minHeight: 0,
        minWidth: 0,
        display: 'flex',
        flexDirection: 'column',
        position: 'relative',
        bgcolor: colours.ground,
        overflow: 'hidden',
      }}
    >
      <Box
        sx={{
          display: 'flex',
          height: RULER_HEIGHT,
          flex: 'none',
          borderBottom: `1px solid ${colours.line}`,
        }}
      >
        <Toolbar />
        <Ruler surface={surface} />
      </Box>
      <Box sx={{ position: 'relative', flex: 1, minHeight: 0 }}>
        <Box
          ref={lanes}
          sx={{
            position: 'absolute',
            left: HEADER_WIDTH,
            right: 0,
            top: 0,
            bottom: 0,
            pointerEvents: 'none',
          }}
        >
          <TimeCanvas height={1} stretched="100%" draw={drawGrid} />
          <EmptyTimeline />
        </Box>
        <Box
          ref={scroller}
          id="timeline-lanes"
          data-testid="timeline-lanes"
          onScroll={(event) => useViewport.setState({ scrollTop: event.currentTarget.scrollTop })}
          onPointerDown={onPointerDown}
          onPointerOver={(event) => hover(partOf(event.target).clipId)}
          onPointerLeave={() => hover(null)}
          onContextMenu={onContextMenu}
          onDoubleClick={(event) => {
            const { clipId, handle } = partUnder(event);
            if (clipId !== null && handle === null) startRename(clipId);
          }}
          onDragOver={(event) => area.current && dragSoundOver(event.nativeEvent, area.current)}
          onDragLeave={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget as Node | null)) leaveSoundDrag();
          }}
          onDrop={(event) => area.current && dropSound(event.nativeEvent, area.current)}
          sx={{
            position: 'absolute',
            inset: 0,
            overflowX: 'hidden',
            overflowY: 'auto',
            // A bar in the flow would take its width from the lanes: the timeline has its own over them.
            scrollbarWidth: 'none',
            touchAction: 'none',
          }}
        >
          <Box sx={{ position: 'relative', minHeight: '100%' }} style={{ height: rows.total + BELOW }}>
            <ClipPictures />
            <TimelineRows surface={surface} onMenu={onTrackMenu} />
            <Box
              sx={{
                position: 'absolute',
                left: HEADER_WIDTH,
                right: 0,
                top: 0,
                bottom: 0,
                overflow: 'clip',
                pointerEvents: 'none',
              }}
            >
              <TimeSelection />
              <Marquee />
              <DropGhost />
            </Box>
            <TrackDropLine />
          </Box>
        </Box>
        <TrackScrollBar scroller={scroller} total={rows.total + BELOW} />
        <FindBar />
      </Box>
      <Box sx={{ ...overLanes, top: RULER_HEIGHT, bottom: foot }}>
        <LoopShade />
        <TimeCanvas height={1} stretched="100%" draw={drawMarkerLines} />
      </Box>
      <Box sx={{ ...overLanes, left: HEADER_WIDTH - PLAYHEAD_HALF, bottom: foot }}>
        <Playhead />
      </Box>
      <Box sx={{ display: 'flex', flex: 'none', borderTop: `1px solid ${colours.line}` }}>
        <Box
          sx={{
            width: HEADER_WIDTH,
            flex: 'none',
            bgcolor: colours.panel,
            borderRight: `1px solid ${colours.line}`,
          }}
        />
        {minimap ? <Minimap /> : <ScrollBar />}
      </Box>
      <TimelineMenu />
      <AutomationMenu />
      <MarkerMenu />
    </Box>
  );
}
