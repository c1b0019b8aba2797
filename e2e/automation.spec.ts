import type { Automation } from '../preload/contract/document';
import { expect, RATE, test, type Timeline } from './support/timeline';

const clips = [{ sound: 'noise', start: 0, length: 4 * RATE }];

/** A track whose volume lane is shown, with these points (seconds, dB). */
async function openLane(timeline: Timeline, points: [number, number][]): Promise<void> {
  const lane: Automation = {
    id: 'lane',
    target: 'volume',
    points: points.map(([seconds, value]) => ({ at: seconds * RATE, value, bend: 0 })),
    bypassed: false,
    shown: true,
  };
  await timeline.open([{ id: 'a', clips, automation: [lane] }]);
  await expect(timeline.page.locator('[data-automation=lane]')).toBeVisible();
}

const pointsOf = async (timeline: Timeline): Promise<[number, number][]> =>
  (await timeline.document()).tracks[0]!.automation[0]!.points.map(({ at, value }) => [
    Math.round((at / RATE) * 1000) / 1000,
    Math.round(value * 10) / 10,
  ]);

/** Where the lane's curve is at a time that has a point. */
async function onPoint(timeline: Timeline, index: number): Promise<{ x: number; y: number }> {
  const box = (await timeline.page.locator(`[data-automation=lane] [data-point="${index}"]`).boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const selected = (timeline: Timeline) =>
  timeline.page.locator('[data-automation=lane] [data-point][data-selected=true]');

test('what undo takes away is selected no more: Delete takes no other point in its place', async ({
  timeline,
}) => {
  await openLane(timeline, [
    [2, -6],
    [4, 0],
    [6, -12],
  ]);
  const lane = timeline.page.locator('[data-automation=lane]');
  await lane.focus();
  await timeline.press('Home');
  await timeline.oneStep('Add point', () => timeline.press('Enter'));
  await expect(selected(timeline)).toHaveCount(1);
  await timeline.undo();
  await expect(selected(timeline)).toHaveCount(0);
  await timeline.noStep(() => timeline.press('Delete'));

  // A point that was moved past another is the selected one still, and so it is when that is undone.
  await timeline.drag(await onPoint(timeline, 0), {
    x: (await onPoint(timeline, 1)).x + (await timeline.pixels(1)),
    y: (await onPoint(timeline, 0)).y,
  });
  expect((await pointsOf(timeline)).map(([at]) => at)).toEqual([4, 5, 6]);
  await expect(selected(timeline)).toHaveAttribute('data-point', '1');
  await timeline.undo();
  await expect(selected(timeline)).toHaveAttribute('data-point', '0');
  await timeline.oneStep('Delete point', () => timeline.press('Delete'));
  expect((await pointsOf(timeline)).map(([at]) => at)).toEqual([4, 6]);
});

test('a press on the curve puts a point, and a drag there takes it along; Escape leaves none', async ({
  timeline,
}) => {
  await openLane(timeline, [
    [2, -6],
    [4, -6],
  ]);
  const [first, last] = [await onPoint(timeline, 0), await onPoint(timeline, 1)];
  const second = await timeline.pixels(1);
  await timeline.oneStep('Add point', () => timeline.click({ x: last.x + second, y: last.y }));
  expect(await pointsOf(timeline)).toEqual([
    [2, -6],
    [4, -6],
    [5, -6],
  ]);
  await timeline.undo();

  // Behind the last point, and on a level stretch between two, there is nothing to bend.
  const behind = { x: last.x + second, y: last.y };
  await timeline.noStep(() => timeline.dragBy(behind, second, 15, { cancel: true }));
  await timeline.oneStep('Add point', () => timeline.dragBy(behind, second, 15));
  const [, , dragged] = await pointsOf(timeline);
  expect(dragged![0]).toBe(6);
  expect(dragged![1]).toBeLessThan(-10);
  await expect(selected(timeline)).toHaveAttribute('data-point', '2');
  await timeline.undo();
  await timeline.oneStep('Add point', () => timeline.dragBy({ x: first.x + second, y: first.y }, 0, 15));
  expect((await pointsOf(timeline)).map(([at]) => at)).toEqual([2, 3, 4]);
  // Where the curve leads from one value to another, it is bent.
  const [high, low] = [await onPoint(timeline, 0), await onPoint(timeline, 1)];
  const between = { x: (high.x + low.x) / 2, y: (high.y + low.y) / 2 };
  await timeline.oneStep('Bend automation', () => timeline.dragBy(between, 0, 15));
});
