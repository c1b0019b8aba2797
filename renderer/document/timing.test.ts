import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adaptiveGrid, GRID_MIN_PIXELS, gridUnits } from './grid';
import { applyAll } from './operations';
import { clipAt, clipsByTrack, clipsOfTrack, extent, projectEnd } from './select';
import { snapPoint, snapRange, snapTargets, type SnapContext } from './snap';
import { smallProject } from './testing/fixtures';
import { pixelOf, secondsAt, zoomAt, ZOOM_MAX, ZOOM_MIN, zoomToRange } from './timescale';

const timebase = { tempo: 120, sampleRate: 48_000 } as const;
const zoom = fc.double({ min: ZOOM_MIN, max: ZOOM_MAX, noNaN: true });

describe('grid', () => {
  it('never draws lines closer than the least distance, and labels stand on lines, far enough apart', () => {
    fc.assert(
      fc.property(zoom, fc.double({ min: 20, max: 400, noNaN: true }), (pixelsPerSecond, tempo) => {
        for (const unit of gridUnits) {
          const grid = adaptiveGrid(unit, pixelsPerSecond, { tempo, sampleRate: 48_000 });
          const pixels = grid.step * pixelsPerSecond;
          expect(pixels).toBeGreaterThanOrEqual(GRID_MIN_PIXELS * (1 - 1e-5));
          expect(Number.isInteger(grid.labelEvery)).toBe(true);
          expect(grid.labelEvery * pixels).toBeGreaterThanOrEqual(84 * (1 - 1e-5));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('counts in the steps people count in', () => {
    expect(adaptiveGrid('seconds', 60, timebase)).toEqual({ step: 0.5, labelEvery: 4 });
    expect(adaptiveGrid('bars', 60, timebase)).toEqual({ step: 0.5, labelEvery: 4 });
    expect(adaptiveGrid('frames25', 60, timebase)).toEqual({ step: 1, labelEvery: 2 });
    expect(adaptiveGrid('samples', 6000, timebase)).toEqual({ step: 200 / 48_000, labelEvery: 5 });
  });
});

describe('time scale', () => {
  it('keeps the time under the pointer while zooming', () => {
    fc.assert(
      fc.property(
        zoom,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.nat(2000),
        (start, factor, pixel) => {
          const view = { pixelsPerSecond: start, scrollSeconds: 1e6 };
          const zoomed = zoomAt(view, factor, pixel);
          expect(Math.abs(pixelOf(secondsAt(pixel, view), zoomed) - pixel)).toBeLessThan(0.01);
        },
      ),
    );
  });

  it('stays within its limits and never shows time before zero', () => {
    expect(zoomAt({ pixelsPerSecond: 60, scrollSeconds: 0 }, 1e9, 0).pixelsPerSecond).toBe(ZOOM_MAX);
    expect(zoomAt({ pixelsPerSecond: 60, scrollSeconds: 1 }, 0.1, 900).scrollSeconds).toBe(0);
    const fit = zoomToRange(10, 20, 1048);
    expect(pixelOf(10, fit)).toBeCloseTo(24);
    expect(pixelOf(20, fit)).toBeCloseTo(1024);
  });
});

describe('snapping', () => {
  const context: SnapContext = {
    pixelsPerSecond: 100,
    unit: 'seconds',
    playhead: 60_100,
    exceptClips: new Set(['a']),
  };
  const targets = snapTargets(smallProject(), context);

  it('prefers edges and the playhead to grid lines, within reach', () => {
    // At 100 px/s the grid is 0.2 s (9600 samples) and the reach 8 px, 3840 samples.
    expect(targets.gridStep).toBe(9600);
    expect(snapPoint(71_000, targets)).toBe(72_000);
    expect(snapPoint(60_900, targets)).toBe(60_100);
    expect(snapPoint(29_000, targets)).toBe(28_800);
    expect(snapPoint(33_600, targets)).toBeNull();
  });

  it('is not attracted by what is being dragged', () => {
    expect(targets.points).not.toContain(48_000);
    expect(targets.points).toContain(144_000);
  });

  it('snaps a range by the edge that is nearer to a target', () => {
    // Its start would be drawn to a line 2600 samples away, its end to an edge 1000 away.
    expect(snapRange({ start: 0, end: 40_000 }, 103_000, targets)).toBe(104_000);
    expect(snapRange({ start: 1, end: 24_001 }, 5000, null)).toBe(5000);
  });
});

describe('selectors', () => {
  it('list a track by start, and keep the list of a track that did not change', () => {
    const document = smallProject();
    const before = clipsByTrack(document);
    expect(clipsOfTrack(document, 't0').map((clip) => clip.id)).toEqual(['a', 'b']);
    expect(clipsByTrack(document)).toBe(before);
    const moved = applyAll(document, [{ type: 'clip.set', id: 'b', changes: { start: 0 } }]).document;
    expect(clipsOfTrack(moved, 't0').map((clip) => clip.id)).toEqual(['b', 'a']);
    expect(clipsOfTrack(moved, 't1')).toBe(before.get('t1'));
  });

  it('find the clip on top, the project end and the extent of a selection', () => {
    const document = applyAll(smallProject(), [
      { type: 'clip.set', id: 'b', changes: { start: 60_000 } },
    ]).document;
    expect(clipAt(document, 't0', 70_000)?.id).toBe('b');
    expect(clipAt(document, 't0', 50_000)?.id).toBe('a');
    expect(clipAt(document, 't0', 156_000)).toBeNull();
    expect(projectEnd(document)).toBe(156_000);
    expect(extent(document, ['a', 'c', 'gone'])).toEqual({ start: 48_000, end: 96_000 });
    expect(extent(document, ['gone'])).toBeNull();
  });
});
