import { useCallback } from 'react';
import type { LoudnessReading } from '../audio/metering/loudness';
import { player } from '../audio/player';
import { onMeterFrame } from '../ui/frames';
import { colours } from '../ui/theme';
import { useMeterSettings } from './settings';
import { useMeterCanvas, type Paper, type Start } from '../ui/useMeterCanvas';

const WIDTH = 64;
const HIGHEST = 9;
/** LU shown: +9 to −18 around the target, the scale that EBU Tech 3341 calls EBU +9. */
const SPAN = 27;
const TOP = 8;
/** The bars stand between the scale and the arrow's tip. */
const BARS = 24;
const ARROW = 58;
/** Above this many LU over the target a bar turns yellow. */
const TOLERANCE_ABOVE = 1;

const bars = [
  { x: 26, label: 'M' },
  { x: 44, label: 'S' },
] as const;

/** Momentary and short-term loudness as bars around the target, on the EBU +9 scale. */
export function LoudnessBars({ height }: { height: number }) {
  const start = useCallback<Start>(
    (paper) => {
      const room = height - TOP - 14;
      const yOf = (lu: number): number => TOP + (Math.min(SPAN, Math.max(0, HIGHEST - lu)) / SPAN) * room;
      const zero = yOf(0);
      drawScale(paper, yOf, height);
      let drawn = '';
      let [read, aimed]: [LoudnessReading | null, number] = [null, NaN];
      return () =>
        onMeterFrame(() => {
          const reading = player.loudness();
          const { target } = useMeterSettings.getState();
          // There is a new one ten times a second.
          if (reading === read && target === aimed) return;
          [read, aimed] = [reading, target];
          const { momentary, shortTerm, integrated } = reading;
          const [m = 0, s = 0, i = 0] = [momentary, shortTerm, integrated].map(
            (value) => Math.round(2 * yOf(value - target)) / 2,
          );
          const state = `${m} ${s} ${i}`;
          if (state === drawn) return;
          drawn = state;
          paper.clearRect(BARS, 0, WIDTH - BARS, TOP + room + 1);
          // The arrow reaches below the bars.
          paper.clearRect(ARROW, 0, WIDTH - ARROW, height);
          bars.forEach(({ x }, index) => {
            const y = index === 0 ? m : s;
            paper.fillStyle = '#0e1012';
            paper.fillRect(x, TOP, 14, room);
            paper.fillStyle = y < yOf(TOLERANCE_ABOVE) ? '#e5bd5c' : '#4fa58f';
            paper.fillRect(x, y, 14, TOP + room - y);
          });
          paper.fillStyle = colours.textDim;
          paper.fillRect(BARS, zero, 36, 1);
          if (!Number.isFinite(integrated)) return;
          paper.fillStyle = colours.text;
          paper.beginPath();
          paper.moveTo(WIDTH, i - 4);
          paper.lineTo(ARROW, i);
          paper.lineTo(WIDTH, i + 4);
          paper.fill();
        });
    },
    [height],
  );
  const canvas = useMeterCanvas(WIDTH, height, start);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label="Momentary and short-term loudness around the target, integrated loudness as the arrow"
      style={{ width: WIDTH, height, flex: 'none', display: 'block' }}
    />
  );
}

/** What never changes: the figures beside the bars and their names below them. */
function drawScale(paper: Paper, yOf: (lu: number) => number, height: number): void {
  paper.font = '10px "Inter Variable", sans-serif';
  paper.textBaseline = 'middle';
  paper.textAlign = 'right';
  for (let lu = HIGHEST; lu >= HIGHEST - SPAN; lu -= 9) {
    paper.fillStyle = lu === 0 ? colours.text : colours.textFaint;
    paper.fillText(lu > 0 ? `+${lu}` : String(lu).replace('-', '−'), 21, yOf(lu));
  }
  paper.fillStyle = colours.textFaint;
  paper.textAlign = 'center';
  for (const { x, label } of bars) paper.fillText(label, x + 7, height - 6);
}
