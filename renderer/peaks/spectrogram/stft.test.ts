import { expect, it } from 'vitest';
import {
  CEILING_DB,
  FLOOR_DB,
  HIGHEST_HZ,
  hopOf,
  levelOf,
  LOWEST_HZ,
  ROWS,
  Spectrograph,
  TILE_COLUMNS,
} from './stft';

const RATE = 48_000;
const sine = (hz: number, frames: number, amplitude: number): Float32Array =>
  Float32Array.from({ length: frames }, (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / RATE));
const rowOf = (hz: number): number =>
  Math.floor((Math.log(hz / LOWEST_HZ) / Math.log(HIGHEST_HZ / LOWEST_HZ)) * ROWS);
const dbOf = (byte: number): number => FLOOR_DB + (byte / 255) * (CEILING_DB - FLOOR_DB);

it('a sine stands in its row at its level, and nowhere far from it', () => {
  const tile = new Spectrograph([sine(1000, RATE, 0.1)], RATE).tile(0, 0);
  const column = tile.subarray(20 * ROWS, 21 * ROWS);
  const loudest = column.indexOf(Math.max(...column));
  expect(Math.abs(loudest - rowOf(1000))).toBeLessThanOrEqual(1);
  // 1000 Hz lies between two bins: the window loses up to 1.4 dB there.
  expect(dbOf(column[loudest] ?? 0)).toBeGreaterThan(-21.6);
  expect(dbOf(column[loudest] ?? 0)).toBeLessThan(-19.6);
  expect(dbOf(column[rowOf(4000)] ?? 0)).toBeLessThan(-80);
});

it('the last tile ends with the sound, and coarser levels have fewer columns', () => {
  const frames = hopOf(0) * (TILE_COLUMNS + 10);
  const spectrograph = new Spectrograph([new Float32Array(frames)], RATE);
  expect(spectrograph.tile(0, 0).length).toBe(TILE_COLUMNS * ROWS);
  expect(spectrograph.tile(0, 1).length).toBe(10 * ROWS);
  expect(spectrograph.tile(1, 0).length).toBe(Math.ceil(frames / hopOf(1)) * ROWS);
  expect(spectrograph.tile(0, 7).length).toBe(0);
});

it('reads the level with a column for every pixel', () => {
  expect([1, 256, 1023, 1024, 5000, 1e9].map(levelOf)).toEqual([0, 0, 0, 1, 2, 5]);
});
