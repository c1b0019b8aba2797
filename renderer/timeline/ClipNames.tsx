import { memo, useLayoutEffect, useRef } from 'react';
import type { Clip } from '../../preload/contract/document';
import { clipsOfTrack } from '../document/select';
import { editor, useView } from '../state/session';
import { colours } from '../ui/theme';
import { CLIP_TOP, clipSpan, nameShift, NAME_FROM, NAME_STRIP } from './clip-box';
import { clipDetail, clipTitle, takeCount, takeWidth } from './clip-title';
import { crossfadesOf } from './crossfades';
import { useFind } from './find';
import { useRenaming } from './renaming';
import { useViewport } from './viewport';

const FONT = '11px "Inter Variable", Inter, system-ui, sans-serif';
const [TITLE_FONT, DETAIL_FONT] = [`500 ${FONT}`, `400 ${FONT}`];
/** Space before the name, and between it and how its sound was made, in CSS pixels. */
const PADDING = 4;
const GAP = 8;

/** What is written on a clip. */
type Name = {
  readonly clip: Clip;
  readonly title: string;
  readonly detail: string;
  /** which of its takes it plays, written before the name */
  readonly take: string | null;
  /** samples of the crossfade with the clip before: the name begins behind it */
  readonly crossed: number;
};

function namesOf(clips: readonly Clip[]): Name[] {
  const { document } = editor;
  const crossfades = crossfadesOf(document, clips);
  return clips.map((clip) => {
    return {
      clip,
      title: clipTitle(clip),
      detail: clipDetail(clip, document.sounds[clip.soundId]?.recipe ?? null),
      take: takeCount(clip),
      crossed: crossfades.get(clip)?.before ?? 0,
    };
  });
}

type Look = { readonly width: number; readonly ratio: number; readonly over: boolean };

/** A text in its place, to be cut off at `end`. */
type Line = { x: number; end: number; text: string; colour: string; opacity: number };

/** Writes which take a clip plays on a ground of its own. */
function writeTake(context: CanvasRenderingContext2D, take: string, x: number, opacity: number): void {
  const width = takeWidth(take);
  context.globalAlpha = opacity;
  context.fillStyle = 'rgba(16, 19, 21, 0.72)';
  context.beginPath();
  context.roundRect(x, 0, width, NAME_STRIP, 2);
  context.fill();
  context.font = TITLE_FONT;
  context.fillStyle = colours.text;
  context.textAlign = 'center';
  context.fillText(take, x + width / 2, NAME_STRIP / 2);
  context.textAlign = 'start';
  context.globalAlpha = 1;
}

/** Writes texts of one font: setting a font costs more than to write with it. */
function writeLines(
  context: CanvasRenderingContext2D,
  font: string,
  lines: readonly Line[],
  over: boolean,
): void {
  if (lines.length === 0) return;
  context.font = font;
  for (const { x, end, text, colour, opacity } of lines) {
    context.save();
    context.beginPath();
    context.rect(x - PADDING, 0, end - x + PADDING, NAME_STRIP);
    context.clip();
    context.globalAlpha = opacity;
    if (over) context.strokeText(text, x, NAME_STRIP / 2);
    context.fillStyle = colour;
    context.fillText(text, x, NAME_STRIP / 2);
    context.restore();
  }
}

const titleWidths = new Map<string, number>();
/** Titles are measured once: most clips are called like others. */
function titleWidth(context: CanvasRenderingContext2D, title: string): number {
  const known = titleWidths.get(title);
  if (known !== undefined) return known;
  if (titleWidths.size > 2000) titleWidths.clear();
  context.font = TITLE_FONT;
  const { width } = context.measureText(title);
  titleWidths.set(title, width);
  return width;
}

/**
 * Writes the names of the clips in sight, each cut off where its clip ends or, when clips lie over each other, where the
 * name of one that begins later stands.
 */
function drawNames(context: CanvasRenderingContext2D, names: readonly Name[], look: Look): void {
  const { pixelsPerSecond, scrollSeconds, selectedClipIds } = useView.getState();
  const { found } = useFind.getState();
  const renaming = useRenaming.getState().id;
  const { sampleRate } = editor.document;
  const { ratio, over } = look;
  const originPx = scrollSeconds * pixelsPerSecond;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, look.width, NAME_STRIP);
  context.textBaseline = 'middle';
  const titles: Line[] = [];
  const details: Line[] = [];
  let next = Infinity;
  for (const { clip, title, detail, take, crossed } of names.toReversed()) {
    const { left, width } = clipSpan(clip, { pixelsPerSecond, originPx }, sampleRate);
    if (left > look.width || left + width < 0 || width < NAME_FROM) continue;
    const shift = nameShift(-left, width, (crossed * pixelsPerSecond) / sampleRate);
    const from = Math.round((left + shift) * ratio) / ratio;
    const end = Math.min(left + width, next);
    if (end - from < NAME_FROM) continue;
    next = from;
    if (clip.id === renaming) continue;
    const x = from + PADDING + (take === null ? 0 : takeWidth(take) + PADDING);
    const opacity = (clip.muted ? 0.55 : 1) * (found !== null && !found.has(clip.id) ? 0.45 : 1);
    const colour = selectedClipIds.has(clip.id) && !over ? '#101315' : '#e4e7eb';
    if (take !== null) writeTake(context, take, from + PADDING, opacity);
    titles.push({ x, end, text: title, colour, opacity });
    const behind = detail === '' ? end : x + titleWidth(context, title) + GAP;
    if (behind < end) details.push({ x: behind, end, text: detail, colour, opacity: opacity * 0.72 });
  }
  // Over a waveform letters need an edge of their own.
  context.strokeStyle = 'rgba(0, 0, 0, 0.75)';
  context.lineWidth = 3;
  context.lineJoin = 'round';
  writeLines(context, TITLE_FONT, titles, over);
  writeLines(context, DETAIL_FONT, details, over);
}

/** Before the font has come another stands in for it. */
const fontCome = (): Promise<unknown> =>
  (fontComing ??= document.fonts.load(TITLE_FONT).then(() => titleWidths.clear()));
let fontComing: Promise<unknown> | null = null;

type Props = {
  trackId: string;
  /** the names stand over the waveforms, not in a strip of their own */
  over: boolean;
};

/**
 * The names of a track's clips, each in sight as long as some of its clip is. They are drawn, not elements: laying out
 * and painting eighty pieces of text was most of what a step of the zoom cost. A screen reader has them from the clips.
 */
export const ClipNames = memo(function ClipNames({ trackId, over }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useViewport((viewport) => viewport.width);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const ratio = window.devicePixelRatio;
    element.width = Math.max(1, Math.round(width * ratio));
    element.height = Math.round(NAME_STRIP * ratio);
    let names: Name[] = [];
    let basis: readonly unknown[] = [];
    let request = 0;
    const draw = (): void => {
      request = 0;
      drawNames(context, names, { width, ratio, over });
    };
    const later = (): void => {
      if (request === 0) request = requestAnimationFrame(draw);
    };
    /** True when something that the names say has changed. */
    const read = (): boolean => {
      const { document } = editor;
      const clips = clipsOfTrack(document, trackId);
      if (basis[0] === clips && basis[1] === document.sounds) return false;
      basis = [clips, document.sounds];
      names = namesOf(clips);
      return true;
    };
    read();
    draw();
    void fontCome().then(later);
    const stops = [
      useView.subscribe(later),
      useFind.subscribe(later),
      useRenaming.subscribe(later),
      editor.subscribe(() => {
        if (read()) later();
      }),
    ];
    return () => {
      cancelAnimationFrame(request);
      stops.forEach((stop) => stop());
    };
  }, [trackId, over, width]);
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      className="clip-names"
      style={{ top: CLIP_TOP, width, height: NAME_STRIP }}
    />
  );
});
