import type { Clip, Fade, FadeCurve } from '../../preload/contract/document';

/**
 * Gain of a fade-in at `x` (0 start, 1 end); a fade-out is the same read backwards.
 * Two equal-power fades across each other keep the summed power constant: sin² + cos² = 1.
 */
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

type Fades = { fadeIn: Fade; fadeOut: Fade };

/** The clip's fades cut to fit `length` without overlapping: the fade-in keeps its length first. */
export function fitFades(clip: Pick<Clip, 'fadeIn' | 'fadeOut'>, length: number): Fades {
  const fadeIn = Math.min(clip.fadeIn.length, length);
  const fadeOut = Math.min(clip.fadeOut.length, length - fadeIn);
  return {
    fadeIn: fadeIn === clip.fadeIn.length ? clip.fadeIn : { ...clip.fadeIn, length: fadeIn },
    fadeOut: fadeOut === clip.fadeOut.length ? clip.fadeOut : { ...clip.fadeOut, length: fadeOut },
  };
}
