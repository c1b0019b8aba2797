import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { isMet, type BenchFile, type BenchRow } from './row';
import { formatTable } from './table';

const files = import.meta.glob<BenchFile>('./*.bench.ts');

/**
 * Runs the benchmarks one after the other (side by side they would measure each other) and prints one table.
 * A benchmark that throws is reported and the others still run. Budgets are goals, not tests: only a benchmark that
 * could not measure makes the exit code 1.
 */
export async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'string' } },
  });
  const rows: BenchRow[] = [];
  let failures = 0;
  for (const [file, load] of Object.entries(files).sort(([a], [b]) => a.localeCompare(b))) {
    if (positionals.length > 0 && !positionals.some((filter) => file.includes(filter))) continue;
    process.stderr.write(`measuring ${file.slice(2)}…\n`);
    try {
      rows.push(...(await (await load()).bench()));
    } catch (error) {
      failures++;
      console.error(`${file} failed:`, error);
    }
  }
  console.log(formatTable(rows));
  if (values.json !== undefined) {
    const machine = { platform: process.platform, cpu: cpus()[0]?.model ?? '', cores: cpus().length };
    const results = rows.map((row) => ({ ...row, met: isMet(row) }));
    writeFileSync(values.json, `${JSON.stringify({ machine, rows: results }, null, 2)}\n`);
  }
  return failures === 0 ? 0 : 1;
}
