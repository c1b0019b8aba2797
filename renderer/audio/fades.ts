import type { Clip, FadeCurve } from '../../preload/contract/document';

/** Gain of a fade-in at `x`, 0 to 1 through it. A fade-out is the same curve walked backwards. */
export function fadeGain(curve: FadeCurve, x: number): number {
  const t = Math.min(1, Math.max(0, x));
  switch (curve) {
    case 'linear':
      return t;
    case 'equal-power':
      return Math.sin((t * Math.PI) / 2);
    case 'exponential':
      return t * t;
    case 'logarithmic':
      return Math.sqrt(t);
  }
}

/** Gain of a clip, without its own `gainDb`, at `at` samples from its start. */
export function clipFade(clip: Pick<Clip, 'length' | 'fadeIn' | 'fadeOut'>, at: number): number {
  const into = clip.fadeIn.length > 0 ? fadeGain(clip.fadeIn.curve, at / clip.fadeIn.length) : 1;
  const left = clip.length - at;
  const out = clip.fadeOut.length > 0 ? fadeGain(clip.fadeOut.curve, left / clip.fadeOut.length) : 1;
  return into * out;
}

/** From and to in samples from the clip's start: where its gain moves, or where it holds one value. */
export type FadeSection = { from: number; to: number; moves: boolean };

/** The window `from`…`to` of a clip cut at the ends of its fades, in order; overlapping fades make one moving section. */
export function fadeSections(
  clip: Pick<Clip, 'length' | 'fadeIn' | 'fadeOut'>,
  from: number,
  to: number,
): FadeSection[] {
  const inEnd = Math.min(clip.fadeIn.length, clip.length);
  const outStart = Math.max(0, clip.length - clip.fadeOut.length);
  const spans: FadeSection[] =
    inEnd >= outStart && inEnd > 0
      ? [{ from: 0, to: clip.length, moves: true }]
      : [
          { from: 0, to: inEnd, moves: true },
          { from: inEnd, to: outStart, moves: false },
          { from: outStart, to: clip.length, moves: true },
        ];
  return spans
    .map((span) => ({ ...span, from: Math.max(span.from, from), to: Math.min(span.to, to) }))
    .filter((span) => span.to > span.from);
}
