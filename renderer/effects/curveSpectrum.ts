import { SPECTRUM_LINES } from '../audio/metering/spectrum';
import { player } from '../audio/player';
import type { RackOwner } from '../document/operations';
import { onMeterFrame } from '../ui/frames';
import { LogBins } from '../ui/log-frequency';
import type { CurveSize } from './curve-scale';

const TOP_DB = -10;
const FLOOR_DB = -90;
/** dB by which a column comes down per frame */
const FALL = 1.5;

/**
 * Draws the spectrum of a track behind its effects while it plays, at most 30 times a second.
 * @returns the function that stops it
 */
export function drawSpectrum(
  canvas: HTMLCanvasElement,
  owner: RackOwner,
  { width, height: full }: CurveSize,
): () => void {
  const paper = canvas.getContext('2d');
  if (!paper) return () => undefined;
  const columns = Math.floor(width / 2);
  canvas.width = 2 * columns;
  canvas.height = full;
  const values = new Float32Array(columns);
  const shown = new Float32Array(columns).fill(FLOOR_DB);
  const levels = new Float32Array(SPECTRUM_LINES);
  let bins: LogBins | null = null;
  let empty = true;
  return onMeterFrame(() => {
    const spectrum = player.playing ? player.spectrum(owner) : null;
    if (!spectrum && empty) return;
    if (spectrum) {
      if (bins?.spacing !== spectrum.spacing) bins = new LogBins(columns, spectrum.spacing);
      spectrum.read(levels);
      bins.read(levels, values);
    } else values.fill(FLOOR_DB);
    empty = true;
    paper.clearRect(0, 0, canvas.width, full);
    paper.fillStyle = 'rgba(163, 171, 181, 0.22)';
    for (let i = 0; i < columns; i += 1) {
      const level = Math.max(values[i]!, shown[i]! - FALL, FLOOR_DB);
      shown[i] = level;
      if (level <= FLOOR_DB) continue;
      empty = false;
      const height = Math.min(1, (level - FLOOR_DB) / (TOP_DB - FLOOR_DB)) * full;
      paper.fillRect(2 * i, full - height, 2, height);
    }
  });
}
