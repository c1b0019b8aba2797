import { expect, RATE, test } from './support/timeline';

const at = (seconds: number): number => Math.round(seconds * RATE);
const noise = (start: number, length: number) => ({ sound: 'noise', start: at(start), length: at(length) });
const tracks = [
  { id: 'a', clips: [noise(1, 2), noise(4, 1), noise(6, 1)] },
  { id: 'b', clips: [noise(0, 1), noise(5, 2)] },
];
const starts = (spans: [number, number][]): number[] => spans.map(([start]) => start);

test.beforeEach(async ({ timeline }) => {
  await timeline.open(tracks);
  await timeline.command('Overlapping clips: leave as they are');
});
test.afterEach(async ({ timeline }) => {
  await timeline.command('Ripple: nothing follows');
});

test('ripple on the track: what is behind follows a deletion, a trim and a move', async ({ timeline }) => {
  await timeline.command('Ripple: the track follows');
  await timeline.click(await timeline.on('a-0'));
  await timeline.oneStep('Delete clip', () => timeline.press('Delete'));
  expect(starts(await timeline.spans('a'))).toEqual([2, 4]);
  expect(starts(await timeline.spans('b'))).toEqual([0, 5]);
  await timeline.undo();
  await timeline.oneStep('Trim clip end', async () => {
    await timeline.dragBy(await timeline.on('a-0', 'right'), -(await timeline.pixels(1)));
  });
  expect(await timeline.spans('a')).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  await timeline.undo();
  await timeline.oneStep('Move clip', async () => {
    await timeline.dragBy(await timeline.on('a-1'), await timeline.pixels(1));
  });
  expect(starts(await timeline.spans('a'))).toEqual([1, 5, 7]);
  await timeline.undo();
  await timeline.click(await timeline.on('a-0'));
  await timeline.oneStep('Duplicate clip', () => timeline.press('Control+d'));
  expect(starts(await timeline.spans('a'))).toEqual([1, 3, 6, 8]);
});

test('ripple on all tracks: everything behind follows', async ({ timeline }) => {
  await timeline.command('Ripple: all tracks follow');
  await timeline.click(await timeline.on('a-0'));
  await timeline.oneStep('Delete clip', () => timeline.press('Delete'));
  expect(starts(await timeline.spans('a'))).toEqual([2, 4]);
  expect(starts(await timeline.spans('b'))).toEqual([0, 3]);
});

test('the menu beside the ruler says what follows and how overlaps are treated', async ({ timeline }) => {
  const { page } = timeline;
  await page.getByRole('button', { name: /^Editing/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'The track follows' }).click();
  await page.getByRole('button', { name: /^Editing.*the track follows/ }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'The track follows' })).toHaveAttribute(
    'aria-checked',
    'true',
  );
  await timeline.press('Escape');
});

test('time is selected over tracks, and inserted, deleted, cut out, cropped and split', async ({
  timeline,
}) => {
  const select = () => timeline.selectTime({ track: 'a', at: 2 }, { track: 'a', at: 5 });
  await select();
  expect((await timeline.look()).range).toEqual({ start: at(2), end: at(5), trackIds: ['a'] });
  expect((await timeline.look()).applied).toBe(0);
  await timeline.oneStep('Insert time', () => timeline.press('Control+Shift+Insert'));
  expect(await timeline.spans('a')).toEqual([
    [1, 2],
    [5, 6],
    [7, 8],
    [9, 10],
  ]);
  expect(starts(await timeline.spans('b'))).toEqual([0, 5]);
  await timeline.undo();
  await timeline.oneStep('Delete time', () => timeline.press('Control+Delete'));
  expect(await timeline.spans('a')).toEqual([
    [1, 2],
    [3, 4],
  ]);
  await timeline.undo();
  await select();
  await timeline.oneStep('Delete range', () => timeline.press('Delete'));
  expect(await timeline.spans('a')).toEqual([
    [1, 2],
    [6, 7],
  ]);
  await timeline.undo();
  await select();
  await timeline.oneStep('Crop to range', () => timeline.press('Control+Shift+x'));
  expect(await timeline.spans('a')).toEqual([
    [2, 3],
    [4, 5],
  ]);
  await timeline.undo();
  await timeline.oneStep('Split at range', () => timeline.press('s'));
  expect((await timeline.clipsOf('a')).length).toBe(4);
  await timeline.undo();
  // Over both tracks it means the project's own time; and it can be taken back with Escape.
  await timeline.selectTime({ track: 'a', at: 2 }, { track: 'b', at: 5 });
  expect((await timeline.look()).range?.trackIds).toEqual(['a', 'b']);
  await timeline.drag(await timeline.at('a', 8), await timeline.at('a', 9), { with: ['Alt'], cancel: true });
  expect((await timeline.look()).range?.start).toBe(at(2));
  await timeline.page.mouse.click(...(Object.values(await timeline.at('a', 3.5)) as [number, number]), {
    button: 'right',
  });
  await timeline.oneStep('Delete time', () =>
    timeline.page.getByRole('menuitem', { name: /^Delete time/ }).click(),
  );
  expect(await timeline.spans('b')).toEqual([
    [0, 1],
    [2, 4],
  ]);
});

test('copied time is pasted with the silence around it', async ({ timeline }) => {
  await timeline.selectTime({ track: 'a', at: 3.5 }, { track: 'a', at: 5.5 });
  await timeline.press('Control+c');
  await timeline.playheadTo(9);
  await timeline.oneStep('Paste clip', () => timeline.press('Control+v'));
  expect((await timeline.spans('a'))[3]).toEqual([9.5, 10.5]);
});
