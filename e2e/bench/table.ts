import { isMet, type BenchRow } from './row';

/** Three significant digits, without an exponent: 0.412, 96.2, 1840. */
const figure = (value: number): string =>
  value === 0 ? '0' : value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));

/** The rows as a text table with aligned columns: name, median, unit, budget, met or not. */
export function formatTable(rows: readonly BenchRow[]): string {
  const cells = [
    ['name', 'median', 'unit', 'budget', 'met'],
    ...rows.map((row) => [
      row.name,
      figure(row.median),
      row.unit,
      `${row.better === 'lower' ? '≤' : '≥'} ${figure(row.budget)}`,
      isMet(row) ? 'yes' : 'NO',
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  const numeric = new Set([1, 3]);
  const lines = cells.map((line) =>
    line
      .map((cell, column) =>
        numeric.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '));
  return lines.join('\n');
}
