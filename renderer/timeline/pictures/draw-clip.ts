import type { Clip, Track } from '../../../preload/contract/document';
import { fadeGain } from '../../audio/fades';
import { loopNotches } from '../../document/edits/clip-loop';
import { envelopeDb } from '../../document/edits/envelope';
import { fillWaveform, type WaveformWindow } from '../../peaks/draw';
import type { Peaks } from '../../peaks/pyramid';
import { soundSample } from '../../peaks/source-map';
import { drawSpectrogram } from '../../peaks/spectrogram/draw';
import { tileOf } from '../../peaks/spectrogram/tiles';
import { colours } from '../../ui/theme';
import { CLIP_TOP, ENVELOPE_FROM, gainText, hasRoomForGain, stripHeight, WAVEFORM_FROM } from '../clip-box';
import { mix } from '../colour-mix';
import { yOfGain } from '../envelope-scale';
import { gainReader } from './clip-gain';

/** Everything that a clip's picture shows of the project. */
export type ClipLook = {
  readonly clip: Clip;
  readonly track: Track;
  readonly selected: boolean;
  /** the track cannot be heard, or is frozen */
  readonly faint: boolean;
  /** whether it is among the clips that are searched for; undefined while none are */
  readonly found: boolean | undefined;
  /** samples of its crossfades with the clips before and behind it */
  readonly before: number;
  readonly behind: number;
  /** null while they are computed */
  readonly peaks: Peaks | null;
  /** the envelope can be taken hold of, and is drawn where that is */
  readonly envelopeApart: boolean;
};

/** Where a clip lies on the canvas, in CSS pixels, and the part of the canvas' width that there is. */
export type ClipPlace = {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  readonly canvasWidth: number;
  /** CSS pixels a sample */
  readonly scale: number;
  readonly sampleRate: number;
  readonly ratio: number;
};

const RADIUS = 3;
/** The outline of a clip that has been searched for. */
const FOUND = '#e5bd5c';
const FADE_POINTS = 24;
/** A narrower fade would only be a line beside the clip's edge. */
const FADE_FROM = 4;
/** Notches nearer to each other than this say nothing. */
const NOTCHES_APART = 8;
const NOTCH = 5;

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Draws one clip: its ground, sound, fades, loop notches, envelope, name strip and outline. */
export function drawClip(context: Context, look: ClipLook, place: ClipPlace): void {
  const { clip, track, selected } = look;
  const colour = clip.colour ?? track.colour;
  const barOnly = place.width < WAVEFORM_FROM;
  const strip = stripHeight(track.height);
  const { ratio } = place;
  const left = Math.round(place.left * ratio) / ratio;
  const right = Math.max(left + 1, Math.round((place.left + place.width) * ratio) / ratio);
  const top = place.top + CLIP_TOP;
  const box = { left, top, width: right - left, height: place.height };
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = (clip.muted ? 0.45 : 1) * (look.faint ? 0.6 : 1) * (look.found === false ? 0.35 : 1);

  const crossed = barOnly ? 0 : Math.min(box.width, look.before * place.scale);
  const corner = barOnly ? 0 : RADIUS;
  const shown = within(box, place.canvasWidth);
  context.beginPath();
  context.roundRect(shown.left, shown.top, shown.width, shown.height, corner);
  context.fillStyle = groundOf(context, colour, box, crossed, barOnly ? 60 : selected ? 34 : 22);
  context.fill();
  if (!barOnly) {
    const body = { ...box, top: box.top + strip, height: box.height - strip };
    if (body.height >= 4) drawSound(context, look, place, body, colour);
    drawFade(context, look, 'fadeIn', place.scale, body);
    drawFade(context, look, 'fadeOut', place.scale, body);
    drawNotches(context, clip, place, body);
    if (!look.envelopeApart) drawEnvelope(context, clip, place.scale, body);
    if (clip.gainDb !== 0 && hasRoomForGain(body.width, body.height)) drawGain(context, clip, body);
    if (strip > 0) {
      const name = within(
        { ...box, left: box.left + crossed, width: box.width - crossed },
        place.canvasWidth,
      );
      context.fillStyle = selected ? colour : mix(colour, 40, colours.ground);
      context.beginPath();
      context.roundRect(name.left, name.top, Math.max(1, name.width), strip, [RADIUS, RADIUS, 0, 0]);
      context.fill();
    }
  }
  const edge = look.found ? FOUND : selected ? colours.text : mix(colour, 55, colours.ground);
  if (shown.width >= 3) {
    context.strokeStyle = edge;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(shown.left + 0.5, shown.top + 0.5, shown.width - 1, shown.height - 1, corner);
    context.stroke();
  } else {
    context.fillStyle = edge;
    context.fillRect(shown.left, shown.top, shown.width, shown.height);
  }
  context.globalAlpha = 1;
}

type Box = { left: number; top: number; width: number; height: number };

/** The part of a box that can be seen, and a little more: at the finest zoom a clip is millions of pixels wide. */
function within({ left, width, ...rest }: Box, canvasWidth: number): Box {
  const from = Math.max(-16, left);
  return { ...rest, left: from, width: Math.min(canvasWidth + 16, left + width) - from };
}

/** Through a crossfade the clip before is seen: the ground of this one begins behind it. */
function groundOf(
  context: Context,
  colour: string,
  { left, width }: Box,
  crossed: number,
  percent: number,
): string | CanvasGradient {
  const ground = mix(colour, percent, colours.ground);
  if (crossed < 1) return ground;
  const gradient = context.createLinearGradient(left, 0, left + width, 0);
  const at = Math.min(1, crossed / width);
  gradient.addColorStop(0, mix(colour, 12, 'transparent'));
  gradient.addColorStop(at, mix(colour, 12, 'transparent'));
  gradient.addColorStop(at, ground);
  gradient.addColorStop(1, ground);
  return gradient;
}

/** The waveform or the spectrogram, in the columns of the canvas that the clip has. */
function drawSound(context: Context, look: ClipLook, place: ClipPlace, body: Box, colour: string): void {
  const { clip, track, peaks } = look;
  if (!peaks) return;
  const { ratio, sampleRate, scale } = place;
  const first = Math.max(0, Math.round(body.left * ratio));
  const last = Math.min(Math.round(place.canvasWidth * ratio), Math.round((body.left + body.width) * ratio));
  if (last <= first) return;
  const toSound = peaks.sampleRate / sampleRate;
  const soundLength = peaks.frames / toSound;
  const offset = first / ratio - place.left;
  const gain = gainReader(clip);
  const shown: WaveformWindow = {
    width: (last - first) / ratio,
    height: body.height,
    colour: clip.muted ? colours.textFaint : mix(colour, 88, '#ffffff'),
    framesPerPixel: toSound / scale / clip.stretch,
    frameAt: (x) => soundSample(clip, (offset + x) / scale, soundLength) * toSound,
    gainAt: (x) => gain((offset + x) / scale),
  };
  context.setTransform(1, 0, 0, 1, first, Math.round(body.top * ratio));
  if (track.view === 'waveform') fillWaveform(context, peaks, shown, ratio);
  else {
    drawSpectrogram(context, peaks.frames, shown, ratio, (level, tile) => tileOf(clip.soundId, level, tile));
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}

/** What a fade takes away, as a dark shape with the gain curve as its edge; in a crossfade the curve alone. */
function drawFade(
  context: Context,
  { clip, before, behind }: ClipLook,
  side: 'fadeIn' | 'fadeOut',
  scale: number,
  body: Box,
): void {
  const fade = clip[side];
  const width = Math.min(body.width, fade.length * scale);
  if (width < FADE_FROM) return;
  const [edge, inwards] = side === 'fadeIn' ? [body.left, 1] : [body.left + body.width, -1];
  const curve = (): void => {
    for (let index = 0; index <= FADE_POINTS; index += 1) {
      const t = index / FADE_POINTS;
      context.lineTo(edge + inwards * t * width, body.top + (1 - fadeGain(fade, t)) * body.height);
    }
  };
  context.beginPath();
  curve();
  if ((side === 'fadeIn' ? before : behind) === 0) {
    context.lineTo(edge, body.top);
    context.fillStyle = 'rgba(12, 14, 16, 0.62)';
    context.fill();
    context.beginPath();
    curve();
  }
  context.strokeStyle = 'rgba(240, 243, 247, 0.75)';
  context.lineWidth = 1.25;
  context.stroke();
}

/** Where a looped clip begins its sound anew: notches in both edges, and a faint line between them. */
function drawNotches(context: Context, clip: Clip, place: ClipPlace, body: Box): void {
  if (!clip.loop || clip.loop.length * place.scale < NOTCHES_APART) return;
  const places = loopNotches(clip)
    .map((at) => body.left + at * place.scale)
    .filter((x) => x > -NOTCH && x < place.canvasWidth + NOTCH);
  if (places.length === 0) return;
  const foot = body.top + body.height;
  context.beginPath();
  for (const x of places) {
    context.moveTo(x - NOTCH, body.top);
    context.lineTo(x, body.top + NOTCH);
    context.lineTo(x + NOTCH, body.top);
    context.moveTo(x - NOTCH, foot);
    context.lineTo(x, foot - NOTCH);
    context.lineTo(x + NOTCH, foot);
  }
  context.fillStyle = 'rgba(240, 243, 247, 0.85)';
  context.fill();
  context.fillStyle = 'rgba(240, 243, 247, 0.18)';
  for (const x of places) context.fillRect(Math.round(x), body.top, 1, body.height);
}

/** The gain envelope as a line; it holds outwards from its first and its last point. */
function drawEnvelope(context: Context, { envelope }: Clip, scale: number, body: Box): void {
  const [first] = envelope;
  if (!first || body.height < ENVELOPE_FROM) return;
  const yOf = (gainDb: number): number => body.top + yOfGain(gainDb, body.height);
  const end = body.left + body.width;
  context.beginPath();
  context.moveTo(body.left, yOf(envelopeDb(envelope, 0)));
  for (const { at, gainDb } of envelope) {
    const x = body.left + at * scale;
    if (x > body.left && x < end) context.lineTo(x, yOf(gainDb));
  }
  context.lineTo(end, yOf(envelopeDb(envelope, body.width / scale)));
  context.strokeStyle = '#ffd27a';
  context.lineWidth = 1.5;
  context.stroke();
}

const GAIN_FONT = '10.5px "Inter Variable", Inter, system-ui, sans-serif';

/** A gain that is set, in the corner where it is taken hold of. */
function drawGain(context: Context, clip: Clip, body: Box): void {
  const text = gainText(clip);
  if (context.font !== GAIN_FONT) context.font = GAIN_FONT;
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 8;
  const [left, top] = [body.left + body.width - 12 - width, body.top + body.height - 17];
  context.fillStyle = 'rgba(16, 19, 21, 0.72)';
  context.beginPath();
  context.roundRect(left, top, width, 15, 2);
  context.fill();
  context.fillStyle = colours.text;
  context.fillText(text, left + 4, top + 8);
}
