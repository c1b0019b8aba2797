import Box from '@mui/material/Box';
import { useCallback, useRef } from 'react';
import { player } from '../audio/player';
import type { RackOwner } from '../document/operations';
import { formatFigure } from '../ui/format';
import { onMeterFrame } from '../ui/frames';
import { RunningText, writeText } from '../ui/RunningText';
import { colours } from '../ui/theme';
import { useMeterCanvas, type Start } from '../ui/useMeterCanvas';
import { reductionFraction, reductionMarks, REDUCTION_MAX } from './reduction-scale';

type Props = {
  owner: RackOwner;
  effectId: string;
  /** of the effect */
  name: string;
  /** as its descriptor has them */
  bands: readonly string[];
  dimmed: boolean;
};

/** CSS pixels */
const HEIGHT = 92;
const BAR = 9;
const GAP = 3;
const SCALE = 17;
/** What the most was stays for so long, in milliseconds: as a line, and as the figure, which could not be read otherwise. */
const HOLD = 1000;

/**
 * By how many dB an effect turns down what sounds now: a bar for each band, growing from the top, the most of the last
 * second as a line, and of all bands as a figure. Measured and drawn only while it can be seen.
 */
export function GainReduction({ owner, effectId, name, bands, dimmed }: Props) {
  const meter = useRef<HTMLDivElement>(null);
  const figure = useRef<HTMLDivElement>(null);
  const width = bands.length * (BAR + GAP) + SCALE;
  const start = useCallback<Start>(
    (paper) => {
      const ratio = window.devicePixelRatio;
      const held = bands.map(() => ({ db: 0, since: 0 }));
      const left = bands.length * (BAR + GAP);
      const yOf = (db: number): number => Math.round(reductionFraction(db) * HEIGHT * ratio) / ratio;
      paper.font = '9.5px "Inter Variable", sans-serif';
      paper.fillStyle = colours.textFaint;
      paper.textBaseline = 'middle';
      for (const db of reductionMarks)
        paper.fillText(String(db), left, Math.min(HEIGHT - 4, Math.max(5, yOf(db))));
      let drawn = '';
      let shown = '';
      return () =>
        onMeterFrame((now) => {
          const readings = player.reduction(owner, effectId);
          const ends = bands.map((_, band) => {
            const db = readings?.[band] ?? 0;
            const most = held[band]!;
            if (db >= most.db || now - most.since > HOLD) held[band] = { db, since: now };
            return [yOf(db), yOf(held[band]!.db)] as const;
          });
          const state = ends.join();
          if (state !== drawn) {
            drawn = state;
            ends.forEach(([end, line], band) => {
              const x = band * (BAR + GAP);
              paper.fillStyle = '#0e1012';
              paper.fillRect(x, 0, BAR, HEIGHT);
              paper.fillStyle = colours.accent;
              paper.fillRect(x, 0, BAR, end);
              paper.fillStyle = colours.text;
              if (line > 0) paper.fillRect(x, line - 1, BAR, 1);
              paper.fillText(bands[band]!.slice(0, 1), x + BAR / 2 - 3, HEIGHT - 6);
            });
          }
          const texts = held.map(({ db }) => formatFigure(Math.min(db, REDUCTION_MAX)));
          const text = texts.join();
          if (text === shown || !meter.current || !figure.current) return;
          shown = text;
          const most = Math.max(...held.map(({ db }) => Math.min(db, REDUCTION_MAX)));
          writeText(figure.current, formatFigure(most));
          meter.current.ariaValueNow = most.toFixed(1);
          meter.current.ariaValueText = bands
            .map((band, index) => `${band} ${texts[index]} dB`.trim())
            .join(', ');
        });
    },
    [owner, effectId, bands],
  );
  const canvas = useMeterCanvas(width, HEIGHT, start);
  return (
    <Box
      ref={meter}
      role="meter"
      aria-label={`Gain reduction of ${name}`}
      aria-valuemin={0}
      aria-valuemax={REDUCTION_MAX}
      title={`Gain reduction in dB${bands.length > 1 ? `: ${bands.join(', ').toLowerCase()}` : ''}`}
      sx={{
        flex: 'none',
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        p: 0.5,
        pl: 0.25,
        opacity: dimmed ? 0.55 : 1,
      }}
    >
      <Box sx={{ fontSize: 10.5, lineHeight: '13px', color: colours.textDim }}>GR</Box>
      <canvas ref={canvas} style={{ width, height: HEIGHT, marginTop: 4, display: 'block' }} />
      <RunningText
        ref={figure}
        sx={{ width: 34, height: 20, lineHeight: '20px', mt: '3px', fontSize: 11, textAlign: 'center' }}
      />
    </Box>
  );
}
