/** One figure of the studio, measured on this machine and held against its budget. */
export type BenchRow = {
  /** what was measured and how much of it: "5 s of sound from a prompt, warm" */
  name: string;
  median: number;
  /** of median and budget: "ms", "MB", "× real time" */
  unit: string;
  budget: number;
  /** lower: the budget is a ceiling; higher: it is a floor */
  better: 'lower' | 'higher';
};

/** What every e2e/bench/*.bench.ts exports. */
export type BenchFile = { bench: () => Promise<BenchRow[]> };

export const isMet = ({ median, budget, better }: BenchRow): boolean =>
  better === 'lower' ? median <= budget : median >= budget;

export function medianOf(values: readonly number[]): number {
  if (values.length === 0) throw new Error('A median needs at least one value.');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Wall times of `work` in milliseconds: `warmups` runs that do not count (caches, JIT, lazily loaded models), then
 * `runs` that do. Each run awaits the one before.
 */
export async function timesOf(work: () => unknown, runs: number, warmups = 1): Promise<number[]> {
  const times: number[] = [];
  for (let run = -warmups; run < runs; run++) {
    const start = performance.now();
    await work();
    if (run >= 0) times.push(performance.now() - start);
  }
  return times;
}
