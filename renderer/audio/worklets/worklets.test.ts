import { describe, expect, it } from 'vitest';
import { LevelCollector } from './meter';

describe('LevelCollector', () => {
  it('gives peak and mean square of each block once', () => {
    const levels = new LevelCollector(256);
    const left = new Float32Array(128).fill(-0.5);
    const right = new Float32Array(128).fill(0.25);
    expect(levels.add(left, right)).toBeNull();
    expect(levels.add(left, right)).toEqual({
      peak: [0.5, 0.25],
      squares: [64, 16],
      cross: -32,
      frames: 256,
    });
    expect(levels.add(left, right)).toBeNull();
  });
});
