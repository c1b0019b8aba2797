import Box from '@mui/material/Box';
import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { player } from '../../audio/player';
import { ZOOM_MAX, ZOOM_MIN } from '../../document/timescale';
import { editor, useView } from '../../state/session';
import { holdTransform } from '../../ui/held-transform';
import { moveAlong } from '../../ui/moving-line';
import { colours } from '../../ui/theme';
import { whenSpare } from '../spare-frames';
import { contentSeconds, scrollByPixels, scrollTo, useViewport } from '../viewport';
import { drawMinimap } from './draw';
import './minimap.css';

export const MINIMAP_HEIGHT = 38;
/** CSS pixels at the window's edges that zoom instead of scrolling. */
const EDGE = 6;
/** The window is never narrower than can be taken hold of. */
const WINDOW_MIN = 14;
/** An edit shows in the overview after this, in milliseconds. */
const EDIT_MS = 60;
/** The window is this wide, and stretched to what it is to be. */
const WINDOW_UNIT = 64;
/** Line along each of its sides. */
const WINDOW_EDGE = 3;

/** Seconds that the whole width stands for: the project and what is in sight beyond it. */
function totalSeconds(width: number): number {
  const { scrollSeconds, pixelsPerSecond } = useView.getState();
  return Math.max(contentSeconds() * 1.02, scrollSeconds + width / pixelsPerSecond);
}

type Hold = {
  part: 'window' | 'start' | 'end';
  clientX: number;
  scroll: number;
  span: number;
  total: number;
};

/** The whole project at a glance, with the part in sight as a window to drag, or to stretch by its edges. */
export function Minimap() {
  const strip = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const startEdge = useRef<HTMLDivElement>(null);
  const endEdge = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const hold = useRef<Hold | null>(null);
  const width = useViewport((viewport) => viewport.width);

  useEffect(() => {
    const [box, start, end] = [frame.current, startEdge.current, endEdge.current];
    if (!box || !start || !end) return;
    // Stretched, not made wider: that would be laid out and painted in every frame of a zoom.
    const held = { box: holdTransform(box), start: holdTransform(start), end: holdTransform(end) };
    const element = canvas.current;
    const context = element?.getContext('2d');
    const ratio = window.devicePixelRatio;
    if (element && context) {
      element.width = Math.max(1, Math.round(width * ratio));
      element.height = MINIMAP_HEIGHT * ratio;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
    }
    let drawn: { total: number; document: typeof editor.document } | null = null;
    let request = 0;
    const paint = (): void => {
      request = 0;
      const total = totalSeconds(width);
      place(total);
      const { document } = editor;
      const same =
        drawn?.total === total &&
        drawn.document.clips === document.clips &&
        drawn.document.tracks === document.tracks &&
        drawn.document.markers === document.markers &&
        drawn.document.loop === document.loop;
      if (same || !context) return;
      drawn = { total, document };
      drawMinimap(context, document, width, MINIMAP_HEIGHT, total);
    };
    const place = (total: number): void => {
      const { scrollSeconds, pixelsPerSecond } = useView.getState();
      const span = width / pixelsPerSecond;
      if (!strip.current) return;
      const left = (scrollSeconds / total) * width;
      const size = Math.max(WINDOW_MIN, (span / total) * width);
      held.box.set(`translateX(${left}px) scaleX(${size / WINDOW_UNIT})`);
      held.start.set(`translateX(${left}px)`);
      held.end.set(`translateX(${left + size - WINDOW_EDGE}px)`);
      strip.current.setAttribute('aria-valuenow', scrollSeconds.toFixed(1));
      strip.current.setAttribute('aria-valuemax', Math.max(scrollSeconds, total - span).toFixed(1));
    };
    const later = (): void => {
      if (request === 0) request = requestAnimationFrame(paint);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let drop = (): unknown => undefined;
    /** Not in the edit's own frame, nor in that of the next: a thousand clips take as long as all else in it. */
    const soon = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        drop = whenSpare(paint);
      }, EDIT_MS);
    };
    paint();
    const stops = [useView.subscribe(later), editor.subscribe(soon)];
    if (head.current)
      stops.push(
        moveAlong(head.current, () => {
          const pixelsPerSecond = width / totalSeconds(width);
          return { x: player.position() * pixelsPerSecond, speed: player.speed * pixelsPerSecond };
        }),
      );
    return () => {
      cancelAnimationFrame(request);
      clearTimeout(timer);
      drop();
      stops.forEach((stop) => stop());
      for (const transform of Object.values(held)) transform.release();
    };
  }, [width]);

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const box = frame.current?.getBoundingClientRect();
    const left = strip.current?.getBoundingClientRect().left ?? 0;
    if (event.button !== 0 || !box) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { scrollSeconds, pixelsPerSecond } = useView.getState();
    const span = width / pixelsPerSecond;
    const total = totalSeconds(width);
    const x = event.clientX;
    let scroll = scrollSeconds;
    if (x < box.left - EDGE / 2 || x > box.right + EDGE / 2) {
      scroll = Math.max(0, ((x - left) / width) * total - span / 2);
      scrollTo(scroll);
    }
    const part =
      scroll !== scrollSeconds
        ? 'window'
        : x < box.left + EDGE
          ? 'start'
          : x > box.right - EDGE
            ? 'end'
            : 'window';
    hold.current = { part, clientX: x, scroll, span, total };
  };
  const onPointerMove = (event: PointerEvent): void => {
    const held = hold.current;
    if (!held) return;
    const moved = ((event.clientX - held.clientX) / width) * held.total;
    if (held.part === 'window') {
      scrollTo(held.scroll + moved);
      return;
    }
    const end = held.scroll + held.span;
    const from = held.part === 'start' ? Math.max(0, held.scroll + moved) : held.scroll;
    const to = held.part === 'end' ? end + moved : end;
    const pixelsPerSecond = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, width / Math.max(1e-3, to - from)));
    useView.setState({
      pixelsPerSecond,
      scrollSeconds: held.part === 'start' ? Math.max(0, end - width / pixelsPerSecond) : held.scroll,
    });
  };
  const release = (): void => {
    hold.current = null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -0.1, ArrowRight: 0.1, PageUp: -0.9, PageDown: 0.9 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    scrollByPixels(step * width);
  };

  return (
    <Box
      ref={strip}
      role="scrollbar"
      aria-label="Overview of the project"
      aria-controls="timeline-lanes"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuenow={0}
      tabIndex={0}
      data-testid="minimap"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={onKeyDown}
      sx={{
        position: 'relative',
        flex: 1,
        minWidth: 0,
        height: MINIMAP_HEIGHT,
        overflow: 'hidden',
        touchAction: 'none',
        bgcolor: '#111316',
        '&:focus-visible': { outlineOffset: -2 },
      }}
    >
      <canvas ref={canvas} aria-hidden="true" style={{ width, height: MINIMAP_HEIGHT, display: 'block' }} />
      <Box
        ref={head}
        sx={{
          position: 'absolute',
          top: 0,
          bottom: 0,
          left: 0,
          width: '1px',
          bgcolor: colours.playhead,
          opacity: 0.8,
        }}
      />
      <div
        ref={frame}
        className="minimap-window"
        data-testid="minimap-window"
        style={{ width: WINDOW_UNIT }}
      />
      <div ref={startEdge} className="minimap-edge" data-side="start" style={{ width: WINDOW_EDGE }} />
      <div ref={endEdge} className="minimap-edge" data-side="end" style={{ width: WINDOW_EDGE }} />
    </Box>
  );
}
