import Box from '@mui/material/Box';
import { frequencyMarks, frequencyToShare, LogBins } from '../ui/log-frequency';
import { colours } from '../ui/theme';
import { MeterPicture, type Layer } from './MeterPicture';
import { onSpectrum } from './spectrum-source';

const LOW_DB = -90;
const HIGH_DB = -10;
/** Columns it moves by at once: moving the picture costs more than all that is new in it. */
const STEP = 2;

/** Dark blue over violet and orange to pale yellow: even steps of lightness, also for colour-blind eyes. */
const stops = [
  [14, 16, 18],
  [38, 22, 76],
  [112, 30, 110],
  [190, 55, 82],
  [240, 120, 40],
  [252, 200, 70],
  [252, 250, 190],
] as const;

/** As pixels lie in memory: red first, and opaque. */
const palette = Uint32Array.from({ length: 256 }, (_, index) => {
  const place = (index / 255) * (stops.length - 1);
  const below = stops[Math.floor(place)] ?? stops[0];
  const above = stops[Math.ceil(place)] ?? below;
  const channel = (at: 0 | 1 | 2): number => Math.round(below[at] + (place % 1) * (above[at] - below[at]));
  return (0xff000000 | (channel(2) << 16) | (channel(1) << 8) | channel(0)) >>> 0;
});

const labelled = frequencyMarks.filter(({ hz }) => [50, 200, 1000, 5000].includes(hz));

/** What was drawn in another size stays, its newest column at the right. */
const drawRoll: Layer = (paper, before, width, height) => {
  paper.fillStyle = `rgb(${stops[0].join()})`;
  paper.fillRect(0, 0, width, height);
  paper.drawImage(before, width - before.width, 0, before.width, height);
  const columns = new ImageData(STEP, height);
  const pixels = new Uint32Array(columns.data.buffer);
  const values = new Float32Array(height);
  let bins: LogBins | null = null;
  let silentColumns = 0;
  let filled = 0;
  return () =>
    onSpectrum(({ levels, spacing, sounding }) => {
      silentColumns = sounding ? 0 : silentColumns + 1;
      // Some silence is drawn, so that an end can be seen.
      if (silentColumns > 30) return;
      if (bins?.spacing !== spacing) bins = new LogBins(height, spacing);
      bins.read(levels, values);
      for (let y = 0; y < height; y += 1) {
        const share = (values[height - 1 - y]! - LOW_DB) / (HIGH_DB - LOW_DB);
        pixels[y * STEP + filled] = palette[Math.round(255 * Math.min(1, Math.max(0, share)))]!;
      }
      filled += 1;
      if (filled < STEP) return;
      filled = 0;
      paper.drawImage(paper.canvas, -STEP, 0);
      paper.putImageData(columns, width - STEP, 0);
    });
};

const layers = [drawRoll];

/** The last seconds of the mix, newest at the right: frequency upwards, level as colour. Stands still in silence. */
export const Spectrogram = () => (
  <MeterPicture label="Spectrogram of the mix, newest at the right" layers={layers} ratio={1}>
    {(height) =>
      height > 60 &&
      labelled.map(({ hz, label }) => (
        <Box
          key={hz}
          aria-hidden="true"
          sx={{
            position: 'absolute',
            left: 0,
            px: '3px',
            fontSize: 9.5,
            lineHeight: '12px',
            color: colours.text,
            bgcolor: 'rgba(14, 16, 18, 0.6)',
          }}
          style={{ bottom: frequencyToShare(hz) * height - 6 }}
        >
          {label}
        </Box>
      ))
    }
  </MeterPicture>
);
