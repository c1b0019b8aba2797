import { describe, expect, it } from 'vitest';
import { LevelBoard } from './levels';

const block = (peak: number, frames = 1024) => ({
  peak: [peak, peak / 2] as [number, number],
  squares: [frames * 0.01, 0] as [number, number],
  cross: 0,
  frames,
});

describe('LevelBoard', () => {
  it('shows a peak at once and lets it fall', () => {
    const board = new LevelBoard(48_000);
    board.add('a', block(0.5), 10);
    expect(board.read('a', 10).peakDb[0]).toBeCloseTo(-6.02, 2);
    expect(board.read('a', 10).peakDb[1]).toBeCloseTo(-12.04, 2);
    expect(board.read('a', 11).peakDb[0]).toBeLessThan(-30);
    board.add('a', block(0.01), 10.1);
    expect(board.read('a', 10.1).peakDb[0]).toBeGreaterThan(-10);
  });

  it('comes to the RMS of a steady signal', () => {
    const board = new LevelBoard(48_000);
    for (let i = 0; i < 200; i += 1) board.add('a', block(0.2), i * 0.0213);
    expect(board.read('a', 200 * 0.0213).rmsDb[0]).toBeCloseTo(-20, 0);
  });

  it('keeps the clip lamp lit until it is reset; full scale is no clip', () => {
    const board = new LevelBoard(48_000);
    board.add('a', block(1), 0);
    expect(board.read('a', 0).clipped).toBe(false);
    board.add('a', block(1.01), 1);
    board.add('a', block(0.1), 2);
    expect(board.read('a', 2).clipped).toBe(true);
    board.resetClip('a');
    expect(board.read('a', 2).clipped).toBe(false);
  });

  it.each([
    ['the same on both sides', 1, 1],
    ['unrelated', 0, 0],
    ['out of phase', -1, -1],
  ])('tells a sound that is %s', (_, cross, correlation) => {
    const board = new LevelBoard(48_000);
    board.add('a', { peak: [1, 1], squares: [512, 512], cross: 512 * cross, frames: 1024 }, 0);
    expect(board.read('a', 0).correlation).toBeCloseTo(correlation, 6);
    expect(board.read('a', 10).correlation).toBe(0);
  });

  it('remembers the highest peak until it is reset', () => {
    const board = new LevelBoard(48_000);
    board.add('a', block(0.5), 0);
    board.add('a', block(0.1), 5);
    expect(board.read('a', 5).highestDb).toBeCloseTo(-6.02, 2);
    board.resetClip('a');
    expect(board.read('a', 5).highestDb).toBe(-Infinity);
  });

  it('is silent for an owner that never sounded', () => {
    expect(new LevelBoard(48_000).read('x', 0).peakDb).toEqual([-Infinity, -Infinity]);
  });
});
