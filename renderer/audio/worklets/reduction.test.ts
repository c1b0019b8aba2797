import { describe, expect, it } from 'vitest';
import { KernelHost } from '../kernels/host';
import { kernels } from '../kernels/index';
import { ReductionReporter } from './reduction';

const RATE = 48_000;
const BLOCK = 128;

const sine = (hertz: number, seconds: number, level: number): Float32Array =>
  Float32Array.from(
    { length: Math.round((seconds * RATE) / BLOCK) * BLOCK },
    (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / RATE),
  );

/** By how many dB a kernel turns its bands down after a signal on both channels. */
function after(name: string, values: Record<string, number>, signal: Float32Array, bands = 1): number[] {
  const host = new KernelHost(kernels[name]!, {}, RATE, values);
  for (let at = 0; at < signal.length; at += BLOCK) {
    const block = signal.slice(at, at + BLOCK);
    host.process(block, block.slice(), at);
  }
  return Array.from({ length: bands }, (_, band) => host.reduction(band));
}

describe('the gain reduction of a kernel', () => {
  it('is what the curve of a compressor takes away, whatever its make-up', () => {
    const values = { threshold: -30, ratio: 3, knee: 0, attack: 0.001, release: 2, makeUp: 4 };
    const loud = after('compressor', values, sine(3000, 0.5, 10 ** (-12 / 20)));
    expect(loud[0]).toBeCloseTo(18 * (1 - 1 / 3), 1);
    expect(after('compressor', values, sine(3000, 0.5, 0.001))).toEqual([0]);
  });

  it('is told for each band', () => {
    const [low, mid, high] = after(
      'multiband',
      { lowThreshold: -30, midThreshold: -30, highThreshold: -30, ratio: 4, release: 2 },
      sine(50, 0.5, 0.5),
      3,
    );
    expect(low).toBeGreaterThan(12);
    expect(mid).toBeLessThan(1);
    expect(high).toBe(0);
  });

  it('of a gate is its range while it is closed, and nothing while it is open', () => {
    const values = { threshold: -40, range: -50 };
    expect(after('gate', values, sine(3000, 2, 0.001))[0]).toBeCloseTo(50, 2);
    expect(after('gate', values, sine(3000, 1, 0.5))[0]).toBeCloseTo(0, 2);
  });

  it('of a limiter is what stands over the ceiling, the gain in front included', () => {
    const [over] = after('limiter', { input: 2, ceiling: 0.5, release: 4 }, sine(3000, 0.5, 0.5));
    // It keeps 0.1 dB in hand.
    expect(over).toBeCloseTo(20 * Math.log10(2) + 0.1, 1);
  });

  it('of what does not turn down is nothing', () => {
    expect(after('crusher', {}, sine(3000, 0.1, 1))).toEqual([0]);
  });
});

describe('ReductionReporter', () => {
  /** What a reporter tells in `blocks` blocks of a kernel that turns down by what `reduction` says. */
  const told = (
    reporter: ReductionReporter,
    blocks: number,
    reduction: (block: number) => number,
  ): number[] =>
    Array.from({ length: blocks }, (_, block) =>
      reporter.add({ reduction: () => reduction(block) }, BLOCK),
    ).flatMap((news) => (news ? [news[0]!] : []));
  const SECOND = RATE / BLOCK;

  it('tells nothing to nobody', () => {
    expect(told(new ReductionReporter(1, RATE), SECOND, () => 6)).toEqual([]);
  });

  it('tells the most since it was told last, 30 times a second, for half a second', () => {
    const reporter = new ReductionReporter(1, RATE);
    reporter.watch();
    const found = told(reporter, 2 * SECOND, (block) => block % 13);
    expect(found.every((db) => db >= 11)).toBe(true);
    const changing = new ReductionReporter(1, RATE);
    changing.watch();
    expect(told(changing, 2 * SECOND, (block) => block)).toHaveLength(14);
  });

  it('tells what has not changed once', () => {
    const reporter = new ReductionReporter(1, RATE);
    reporter.watch();
    expect(told(reporter, SECOND / 4, () => 6)).toEqual([6]);
    reporter.watch();
    expect(told(reporter, SECOND / 4, (block) => (block < 60 ? 6 : 0))).toEqual([0]);
  });

  it('forgets what was before somebody looked', () => {
    const reporter = new ReductionReporter(1, RATE);
    reporter.watch();
    told(reporter, SECOND, (block) => (block > 181 ? 40 : 6));
    reporter.watch();
    expect(told(reporter, SECOND / 4, () => 2)).toEqual([2]);
  });
});
