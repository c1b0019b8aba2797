import type { Fade } from '../../preload/contract/document';

/** Gain of a fade-in at `x`, 0 to 1 through it. A fade-out is the same curve walked backwards. */
export function fadeGain(fade: Pick<Fade, 'curve' | 'bend'>, x: number): number {
  const t = Math.min(1, Math.max(0, x)) ** (4 ** -fade.bend);
  switch (fade.curve) {
    case 'linear':
      return t;
    case 'equal-power':
      return Math.sin((t * Math.PI) / 2);
    case 'exponential':
      return t * t;
    case 'logarithmic':
      return Math.sqrt(t);
    case 's-curve':
      return (1 - Math.cos(Math.PI * t)) / 2;
  }
}
