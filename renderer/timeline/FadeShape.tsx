import type { Fade } from '../../preload/contract/document';
import { fadeGain } from '../audio/fades';

type Props = { fade: Fade; side: 'in' | 'out'; width: number; height: number };

/** Points along a curve: enough that a quarter wave looks round at any width. */
const POINTS = 24;

/** What the fade takes away, as a dark shape over the waveform, with the gain curve as its edge. */
export function FadeShape({ fade, side, width, height }: Props) {
  if (width < 1) return null;
  const points = Array.from({ length: POINTS + 1 }, (_, index) => {
    const t = index / POINTS;
    const x = (side === 'in' ? t : 1 - t) * width;
    return `${x.toFixed(2)} ${((1 - fadeGain(fade.curve, t)) * height).toFixed(2)}`;
  });
  const corner = side === 'in' ? '0 0' : `${width} 0`;
  return (
    <svg
      width={width}
      height={height}
      aria-hidden="true"
      style={{
        position: 'absolute',
        bottom: 0,
        [side === 'in' ? 'left' : 'right']: 0,
        pointerEvents: 'none',
      }}
    >
      <path d={`M${points.join('L')}L${corner}Z`} fill="rgba(12, 14, 16, 0.62)" />
      <path d={`M${points.join('L')}`} fill="none" stroke="rgba(240, 243, 247, 0.75)" strokeWidth={1.25} />
    </svg>
  );
}
