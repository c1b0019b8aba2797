import type { WaveformWindow } from '../draw';
import { colourMap } from './colour-map';
import { CEILING_DB, FLOOR_DB, hopOf, levelOf, ROWS, TILE_COLUMNS } from './stft';

/** Pixels cannot be put over others with their transparency: they are put here, and the picture is drawn. */
let scratch: OffscreenCanvas | null = null;

/**
 * Draws the sound's spectrogram, low frequencies at the foot, from the tiles that are there. The context counts device
 * pixels from the picture's upper left corner.
 * @param tile asks for a tile of a level; null leaves its part empty
 */
export function drawSpectrogram(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  frames: number,
  window: Omit<WaveformWindow, 'colour'>,
  ratio: number,
  tile: (level: number, tile: number) => Uint8Array | null,
): void {
  const columns = Math.max(1, Math.round(window.width * ratio));
  const height = Math.max(1, Math.round(window.height * ratio));
  const level = levelOf(window.framesPerPixel / ratio);
  const hop = hopOf(level);
  const image = context.createImageData(columns, height);
  const pixels = new Uint32Array(image.data.buffer);
  const rows = Int32Array.from({ length: height }, (_, y) =>
    Math.floor(((height - 1 - y + 0.5) / height) * ROWS),
  );
  const perDb = 255 / (CEILING_DB - FLOOR_DB);
  let tileIndex = -1;
  let bytes: Uint8Array | null = null;
  for (let x = 0; x < columns; x += 1) {
    const frame = window.frameAt((x + 0.5) / ratio);
    if (frame < 0 || frame >= frames) continue;
    const column = Math.floor(frame / hop);
    const index = Math.floor(column / TILE_COLUMNS);
    if (index !== tileIndex) {
      tileIndex = index;
      bytes = tile(level, index);
    }
    if (!bytes) continue;
    const offset = (column - index * TILE_COLUMNS) * ROWS;
    const gain = window.gainAt(x / ratio);
    const louder = gain <= 0 ? -255 : Math.round(20 * Math.log10(gain) * perDb);
    for (let y = 0; y < height; y += 1) {
      const byte = (bytes[offset + (rows[y] ?? 0)] ?? 0) + louder;
      pixels[y * columns + x] = colourMap[byte < 0 ? 0 : byte > 255 ? 255 : byte] ?? 0;
    }
  }
  scratch ??= new OffscreenCanvas(columns, height);
  if (scratch.width < columns) scratch.width = columns;
  if (scratch.height < height) scratch.height = height;
  scratch.getContext('2d')?.putImageData(image, 0, 0);
  context.drawImage(scratch, 0, 0, columns, height, 0, 0, columns, height);
}
