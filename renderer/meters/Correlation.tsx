import { useCallback } from 'react';
import { player } from '../audio/player';
import { onMeterFrame } from '../ui/frames';
import { colours } from '../ui/theme';
import { useMeterCanvas, type Start } from '../ui/useMeterCanvas';

const HEIGHT = 26;
const EDGE = 8;

const labels = [
  [-1, '−1'],
  [0, '0'],
  [1, '+1'],
] as const;

/** How alike the two sides of the mix are: +1 mono, 0 wide, below 0 it thins out in mono. */
export function Correlation({ width }: { width: number }) {
  const start = useCallback<Start>(
    (paper) => {
      const ratio = window.devicePixelRatio;
      const xOf = (value: number): number => EDGE + ((value + 1) / 2) * (width - 2 * EDGE);
      const zero = xOf(0);
      paper.font = '10px "Inter Variable", sans-serif';
      paper.fillStyle = colours.textFaint;
      paper.textAlign = 'center';
      for (const [value, label] of labels) paper.fillText(label, xOf(value), HEIGHT - 3);
      let drawn = NaN;
      return () =>
        onMeterFrame(() => {
          const { correlation } = player.level('master');
          const x = Math.round(xOf(correlation) * ratio) / ratio;
          if (x === drawn) return;
          drawn = x;
          paper.clearRect(0, 0, width, 13);
          paper.fillStyle = '#0e1012';
          paper.fillRect(EDGE, 2, width - 2 * EDGE, 9);
          paper.fillStyle = correlation < 0 ? colours.error : '#4fa58f';
          paper.fillRect(Math.min(zero, x), 2, Math.abs(x - zero), 9);
          paper.fillStyle = colours.text;
          paper.fillRect(x - 1, 1, 2, 11);
        });
    },
    [width],
  );
  const canvas = useMeterCanvas(width, HEIGHT, start);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label="Correlation of left and right"
      title="Correlation: +1 mono, 0 wide, below 0 out of phase"
      style={{ width, height: HEIGHT, display: 'block' }}
    />
  );
}
