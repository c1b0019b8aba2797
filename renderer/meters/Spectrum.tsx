import { frequencyMarks, frequencyToShare, LogBins } from '../ui/log-frequency';
import { colours } from '../ui/theme';
import { MeterPicture, type Layer } from './MeterPicture';
import { onSpectrum, SPECTRUM_FLOOR } from './spectrum-source';

const TOP_DB = 0;
/** dB per second at which the curve, and the line of held peaks, come down. */
const FALL = 40;
const HELD_FALL = 8;
const FOOT = 14;

const yOf = (db: number, room: number): number =>
  Math.min(1, Math.max(0, (TOP_DB - db) / (TOP_DB - SPECTRUM_FLOOR))) * room;

/** Decades first where there is little room, and the last label always. */
const marksFor = (width: number) =>
  width >= 300 ? frequencyMarks : frequencyMarks.filter(({ label }) => /^1|^20k$|^20$/.test(label));

const drawGrid: Layer = (paper, _before, width, height) => {
  const room = height - FOOT;
  paper.font = '10px "Inter Variable", sans-serif';
  paper.fillStyle = '#262a30';
  for (const { hz } of frequencyMarks)
    paper.fillRect(Math.round(frequencyToShare(hz) * (width - 1)), 0, 1, room);
  for (let db = -20; db > SPECTRUM_FLOOR; db -= 20) paper.fillRect(0, Math.round(yOf(db, room)), width, 1);
  paper.fillStyle = colours.textFaint;
  let free = -Infinity;
  for (const { hz, label } of marksFor(width)) {
    const x = frequencyToShare(hz) * width;
    paper.textAlign = hz === 20 ? 'left' : hz === 20_000 ? 'right' : 'center';
    const left = hz === 20 ? x : hz === 20_000 ? x - 20 : x - 10;
    if (left < free) continue;
    paper.fillText(label, x, room + 11);
    free = left + 24;
  }
  paper.textAlign = 'left';
  for (let db = -20; db > SPECTRUM_FLOOR; db -= 20) paper.fillText(`−${-db}`, 3, yOf(db, room) - 3);
  return () => () => undefined;
};

const drawCurve: Layer = (paper, _before, width, height) => {
  const room = height - FOOT;
  const columns = Math.max(1, Math.min(240, Math.floor(width / 2)));
  const step = width / columns;
  const [now, shown, held] = [0, 1, 2].map(() => new Float32Array(columns).fill(SPECTRUM_FLOOR)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  let bins: LogBins | null = null;
  let before = 0;
  let resting = false;
  const trace = (values: Float32Array): void => {
    paper.beginPath();
    for (let i = 0; i < columns; i += 1) paper.lineTo((i + 0.5) * step, yOf(values[i]!, room));
  };
  return () =>
    onSpectrum(({ levels, spacing, sounding }, time) => {
      if (!sounding && resting) return;
      if (bins?.spacing !== spacing) bins = new LogBins(columns, spacing);
      bins.read(levels, now);
      const seconds = Math.min(0.2, (time - before) / 1000);
      before = time;
      resting = !sounding;
      for (let i = 0; i < columns; i += 1) {
        shown[i] = Math.max(now[i]!, shown[i]! - FALL * seconds, SPECTRUM_FLOOR);
        held[i] = Math.max(shown[i]!, held[i]! - HELD_FALL * seconds);
        if (held[i]! > SPECTRUM_FLOOR) resting = false;
      }
      // The line of what is at the floor reaches half a pixel below it.
      paper.clearRect(0, 0, width, room + 1);
      trace(shown);
      paper.lineTo(width, room);
      paper.lineTo(0, room);
      paper.fillStyle = 'rgba(95, 199, 192, 0.32)';
      paper.fill();
      trace(held);
      paper.strokeStyle = colours.accent;
      paper.lineWidth = 1;
      paper.stroke();
    });
};

const layers = [drawGrid, drawCurve];

/** The spectrum of the mix: what sounds now as an area, what was highest as a line that sinks slowly. */
export const Spectrum = () => (
  <MeterPicture label="Spectrum of the mix, 20 Hz to 20 kHz, 0 to −100 dBFS" layers={layers} />
);
