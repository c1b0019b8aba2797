import { readFileSync, rmSync } from 'node:fs';
import type { ElectronApplication, Page } from '@playwright/test';

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
};

const categories = ['toplevel', 'devtools.timeline', 'cc', 'blink.user_timing'];

/**
 * Work of the window's main thread, script, style, layout, paint and commit together, for each of `steps`: the heaviest
 * frame that followed the step, with the input that led to it, in milliseconds. What counts is the time that the thread
 * ran (its own clock), so that a busy machine does not count.
 */
export async function heaviestFrames(
  app: ElectronApplication,
  page: Page,
  steps: readonly (() => Promise<unknown>)[],
): Promise<number[]> {
  await app.evaluate(
    ({ contentTracing }, wanted) =>
      contentTracing.startRecording({ included_categories: wanted, excluded_categories: ['*'] }),
    categories,
  );
  for (const step of steps) {
    await page.evaluate(() => void performance.mark('bench-step'));
    await step();
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }
  await page.evaluate(() => void performance.mark('bench-step'));
  const file = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording());
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as { traceEvents: TraceEvent[] };
  rmSync(file, { force: true });
  return framesOf(traceEvents);
}

function framesOf(events: readonly TraceEvent[]): number[] {
  // The window marks its steps itself: where the marks are, its main thread is.
  const main = events.find(({ name }) => name === 'bench-step');
  if (!main) throw new Error('The trace has none of the steps.');
  const own = events
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === main.pid && tid === main.tid)
    .sort((a, b) => a.ts - b.ts);
  const marks = events
    .filter(({ name, pid }) => name === 'bench-step' && pid === main.pid)
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const tasks = own.filter(({ name }) => name === 'ThreadControllerImpl::RunTask');
  const frames = own.filter(({ name }) => name === 'ProxyMain::BeginMainFrame');
  if (tasks.length === 0 || frames.length === 0) throw new Error('The trace has no tasks or no frames.');
  return marks.slice(0, -1).map((from, index) => {
    const to = marks[index + 1] ?? Infinity;
    let heaviest = 0;
    let sum = 0;
    for (const task of tasks) {
      if (task.ts < from || task.ts >= to) continue;
      sum += (task.tdur ?? 0) / 1000;
      const end = task.ts + (task.dur ?? 0);
      // A frame is what ran up to its end since the one before.
      if (!frames.some(({ ts }) => ts >= task.ts && ts < end)) continue;
      heaviest = Math.max(heaviest, sum);
      sum = 0;
    }
    return heaviest;
  });
}
