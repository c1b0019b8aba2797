import { expect, RATE, test } from './support/timeline';

const at = (seconds: number): number => seconds * RATE;
const noise = (start: number, length: number) => ({ sound: 'noise', start: at(start), length: at(length) });
const tracks = [
  { id: 'a', clips: [noise(1, 2), noise(5, 2)] },
  { id: 'b', clips: [noise(2, 1)] },
  { id: 'c' },
];

test.beforeEach(async ({ timeline }) => {
  await timeline.open(tracks);
  await timeline.command('Overlapping clips: leave as they are');
  await timeline.command('Ripple: nothing follows');
});

test('a clip is dragged in time, on the grid; Shift leaves the grid alone; Escape takes it back', async ({
  timeline,
}) => {
  await timeline.oneStep('Move clip', async () => {
    await timeline.dragBy(await timeline.on('a-0'), (await timeline.pixels(8)) + 3);
  });
  expect((await timeline.clip('a-0')).start).toBe(at(9));
  await timeline.undo();
  await timeline.dragBy(await timeline.on('a-0'), 7, 0, { with: ['Shift'] });
  expect((await timeline.clip('a-0')).start).toBe(
    at(1) + Math.round(7 / ((await timeline.pixels(1)) / RATE)),
  );
  await timeline.undo();
  expect((await timeline.look()).dirty).toBe(false);
  await timeline.noStep(async () => {
    await timeline.dragBy(await timeline.on('a-0'), 200, 0, { cancel: true });
  });
});

test('a clip is dragged to another track; edges of other clips, markers and the playhead attract it', async ({
  timeline,
}) => {
  await timeline.oneStep('Move clip', async () => {
    await timeline.drag(await timeline.on('a-0'), await timeline.at('c', 2));
  });
  expect((await timeline.clip('a-0')).trackId).toBe('c');
  // Its right edge comes near the left edge of the clip on the track above.
  await timeline.open([
    { id: 'a', clips: [noise(0.5, 1)] },
    { id: 'b', clips: [{ sound: 'noise', start: at(4.123), length: at(1) }] },
  ]);
  await timeline.dragBy(await timeline.on('a-0'), (await timeline.pixels(4.123 - 1.5)) + 4);
  expect((await timeline.clip('a-0')).start).toBe(at(3.123));
  await timeline.playheadTo(7.77);
  const playhead = await timeline.page.getByRole('timer', { name: 'Playhead' }).innerText();
  expect(playhead).toContain('0:00:0');
});

test('a rectangle selects what it touches, Control adds to it, and Shift and Control toggle clips', async ({
  timeline,
}) => {
  const selected = async (): Promise<string[]> => [...(await timeline.look()).selectedClipIds].sort();
  await timeline.drag(await timeline.at('a', 0.5, 0.2), await timeline.at('b', 2.5));
  expect(await selected()).toEqual(['a-0', 'b-0']);
  await timeline.click(await timeline.on('a-1'), ['Shift']);
  expect(await selected()).toEqual(['a-0', 'a-1', 'b-0']);
  await timeline.click(await timeline.on('b-0'), ['Control']);
  expect(await selected()).toEqual(['a-0', 'a-1']);
  await timeline.drag(await timeline.at('b', 1.5), await timeline.at('b', 2.5, 0.9), { with: ['Control'] });
  expect(await selected()).toEqual(['a-0', 'a-1', 'b-0']);
  await timeline.drag(await timeline.at('c', 1), await timeline.at('c', 3), { cancel: true });
  expect(await selected()).toEqual(['a-0', 'a-1', 'b-0']);
  // Neither is an undo step.
  expect((await timeline.look()).applied).toBe(0);
  await timeline.press('Escape');
  expect(await selected()).toEqual([]);
});

test('many clips move as one, and are trimmed as one', async ({ timeline }) => {
  await timeline.press('Control+a');
  await timeline.oneStep('Move clips', async () => {
    await timeline.dragBy(await timeline.on('b-0'), await timeline.pixels(1));
  });
  expect(await timeline.spans('a')).toEqual([
    [2, 4],
    [6, 8],
  ]);
  expect(await timeline.spans('b')).toEqual([[3, 4]]);
  await timeline.oneStep('Trim clip end', async () => {
    await timeline.dragBy(await timeline.on('a-1', 'right'), -(await timeline.pixels(0.5)));
  });
  expect(await timeline.spans('a')).toEqual([
    [2, 3.5],
    [6, 7.5],
  ]);
  expect(await timeline.spans('b')).toEqual([[3, 3.5]]);
  // Their distances are kept where one meets the beginning.
  await timeline.dragBy(await timeline.on('b-0'), -(await timeline.pixels(9)));
  expect((await timeline.spans('a')).map(([start]) => start)).toEqual([0, 4]);
});

test('Control drags a copy, also when it is pressed on the way, and lets go of it', async ({ timeline }) => {
  await timeline.oneStep('Copy clip', async () => {
    await timeline.dragBy(await timeline.on('a-0'), await timeline.pixels(8), 0, { with: ['Control'] });
  });
  expect(await timeline.spans('a')).toEqual([
    [1, 3],
    [5, 7],
    [9, 11],
  ]);
  await timeline.undo();
  await timeline.drag(await timeline.on('b-0'), await timeline.at('c', 2.5), { thenWith: ['Control'] });
  expect([await timeline.spans('b'), await timeline.spans('c')]).toEqual([[[2, 3]], [[2, 3]]]);
  await timeline.undo();
  await timeline.noStep(async () => {
    await timeline.dragBy(await timeline.on('a-0'), 99, 0, { with: ['Control'], cancel: true });
  });
});

test('clips are duplicated, cut, copied and pasted across tracks', async ({ timeline }) => {
  await timeline.click(await timeline.on('b-0'));
  await timeline.oneStep('Duplicate clip', () => timeline.press('Control+d'));
  expect(await timeline.spans('b')).toEqual([
    [2, 3],
    [3, 4],
  ]);
  await timeline.undo();
  await timeline.drag(await timeline.at('a', 0.5, 0.2), await timeline.at('b', 2.5));
  await timeline.press('Control+c');
  await timeline.header('b').click({ position: { x: 60, y: 12 } });
  await timeline.playheadTo(9);
  await timeline.oneStep('Paste 2 clips', () => timeline.press('Control+v'));
  expect((await timeline.spans('b'))[1]).toEqual([9, 11]);
  expect(await timeline.spans('c')).toEqual([[10, 11]]);
  await timeline.undo();
  await timeline.click(await timeline.on('a-0'));
  await timeline.oneStep('Cut clip', () => timeline.press('Control+x'));
  expect(await timeline.spans('a')).toEqual([[5, 7]]);
  // The keys, too: a grid step, a track, to the playhead.
  await timeline.click(await timeline.on('a-1'));
  await timeline.oneStep('Nudge', () => timeline.press('Alt+ArrowRight'));
  await timeline.oneStep('Move to another track', () => timeline.press('Alt+ArrowDown'));
  await timeline.oneStep('Move to the playhead', () => timeline.press('h'));
  expect((await timeline.clip('a-1')).start).toBe(at(9));
  await timeline.oneStep('Delete clip', () => timeline.press('Delete'));
});

test('tracks are reordered by dragging, and put into groups that open and close', async ({ timeline }) => {
  const order = async (): Promise<string[]> => (await timeline.document()).tracks.map(({ id }) => id);
  const header = async (id: string, down: number) => {
    const box = (await timeline.header(id).boundingBox())!;
    return { x: box.x + 30, y: box.y + box.height * down };
  };
  await timeline.oneStep('Reorder tracks', async () => {
    await timeline.drag(await header('c', 0.2), await header('a', 0.1));
  });
  expect(await order()).toEqual(['c', 'a', 'b']);
  await timeline.undo();
  await timeline.noStep(async () => {
    await timeline.drag(await header('c', 0.2), await header('a', 0.1), { cancel: true });
  });
  await timeline.header('a').click({ position: { x: 60, y: 12 } });
  await timeline.oneStep('Group tracks', () => timeline.press('Control+g'));
  const group = (await timeline.document()).tracks.find(({ kind }) => kind === 'group')!;
  expect((await timeline.document()).tracks.find(({ id }) => id === 'a')!.groupId).toBe(group.id);
  await timeline.oneStep('Move track into group', async () => {
    await timeline.drag(await header('b', 0.2), await header(group.id, 0.5));
  });
  expect((await timeline.document()).tracks.find(({ id }) => id === 'b')!.groupId).toBe(group.id);
  await timeline.page.getByRole('button', { name: `Collapse ${group.name}` }).click();
  await expect(timeline.lane('a')).toHaveCount(0);
  await expect(timeline.lane('c')).toHaveCount(1);
  await timeline.undo();
  await expect(timeline.lane('a')).toHaveCount(1);
  await timeline.header(group.id).click({ position: { x: 60, y: 12 } });
  await timeline.oneStep('Dissolve group', () => timeline.press('Control+Shift+g'));
  expect((await order()).length).toBe(3);
});

test('a clip that has just come into sight is taken hold of while the view still moves', async ({
  timeline,
}) => {
  await timeline.open([{ id: 'a', clips: [{ sound: 'noise', start: at(40), length: at(9) }] }, { id: 'b' }]);
  const { page } = timeline;
  const { x, y } = await timeline.at('a', 2);
  await page.mouse.move(x, y);
  await page.keyboard.down('Shift');
  const pixels = (await timeline.pixels(42)) - (await timeline.pixels(0));
  for (let left = pixels; left > 0; left -= 600) await page.mouse.wheel(0, Math.min(600, left));
  await page.keyboard.up('Shift');
  await page.mouse.down();
  await page.mouse.up();
  await expect.poll(async () => [...(await timeline.look()).selectedClipIds]).toEqual(['a-0']);
});
