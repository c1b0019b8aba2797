import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleRows } from './RowList';

test('whatever is in view is drawn, and little more', () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.integer({ min: 1, max: 2000 }),
      fc.nat(1500),
      (scrollTop, viewHeight, count) => {
        const rowHeight = 60;
        const [first, end] = visibleRows(scrollTop, viewHeight, rowHeight, count);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
        expect(end - first).toBeLessThanOrEqual(Math.ceil(viewHeight / rowHeight) + 10);
        for (let row = 0; row < count; row += 1) {
          const inView = (row + 1) * rowHeight > scrollTop && row * rowHeight < scrollTop + viewHeight;
          if (inView) expect(row >= first && row < end).toBe(true);
        }
      },
    ),
    { numRuns: 60 },
  );
});
