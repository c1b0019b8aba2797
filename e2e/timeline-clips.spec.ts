import { expect, RATE, test } from './support/timeline';
import { noise as noiseOf } from './support/project-file';

const at = (seconds: number): number => Math.round(seconds * RATE);
const noise = (start: number, length: number, more = {}) => ({
  sound: 'noise',
  start: at(start),
  length: at(length),
  ...more,
});
const largest = (samples: Float64Array): number =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

test.beforeEach(async ({ timeline }) => {
  await timeline.command('Overlapping clips: leave as they are');
  await timeline.command('Ripple: nothing follows');
});

test('both edges trim, and the sound stays where it is in time', async ({ timeline }) => {
  await timeline.open([{ id: 'a', clips: [noise(2, 4)] }]);
  await timeline.oneStep('Trim clip start', async () => {
    await timeline.dragBy(await timeline.on('a-0', 'left'), await timeline.pixels(1));
  });
  expect(await timeline.clip('a-0')).toMatchObject({ start: at(3), offset: at(1), length: at(3) });
  await timeline.oneStep('Trim clip end', async () => {
    await timeline.dragBy(await timeline.on('a-0', 'right'), -(await timeline.pixels(1)));
  });
  expect(await timeline.clip('a-0')).toMatchObject({ start: at(3), offset: at(1), length: at(2) });
  await timeline.noStep(async () => {
    await timeline.dragBy(await timeline.on('a-0', 'right'), -60, 0, { cancel: true });
  });
  // Nothing is lost: drawn back out, everything is there again, and no more than that to the left.
  await timeline.dragBy(await timeline.on('a-0', 'left'), -(await timeline.pixels(2)));
  expect(await timeline.clip('a-0')).toMatchObject({ start: at(2), offset: 0, length: at(3) });
});

test('a clip split anywhere plays as it did, to the bit, and is joined again', async ({ timeline }) => {
  await timeline.open([
    { id: 'a', clips: [noise(1, 3)] },
    { id: 'b', clips: [noise(1, 3)] },
  ]);
  await timeline.click(await timeline.on('a-0'));
  const before = (await timeline.heard())[0]!;
  await timeline.press('n');
  for (const time of [1.7, 2.4567, 3.123]) {
    await timeline.playheadTo(time);
    await timeline.click(await timeline.on('a-0'));
    await timeline.press('Control+a');
    await timeline.press('s');
  }
  await timeline.press('n');
  expect(await timeline.clipsOf('a')).toHaveLength(4);
  const rectangle = [await timeline.at('a', 0.5, 0.2), await timeline.at('a', 5)] as const;
  await timeline.drag(...rectangle);
  const after = (await timeline.heard())[0]!;
  expect(after).toHaveLength(before.length);
  expect(largest(after.map((sample, index) => sample - before[index]!))).toBe(0);
  await timeline.drag(...rectangle);
  await timeline.oneStep('Join clips', () => timeline.press('Control+Shift+j'));
  expect(await timeline.spans('a')).toEqual([[1, 4]]);
});

test('S splits what is selected, X all tracks', async ({ timeline }) => {
  await timeline.open([
    { id: 'a', clips: [noise(1, 2)] },
    { id: 'b', clips: [noise(1, 2)] },
  ]);
  await timeline.playheadTo(2);
  await timeline.click(await timeline.on('a-0', 'middle', 0.8));
  await timeline.playheadTo(2);
  await timeline.oneStep('Split clip', () => timeline.press('s'));
  expect([(await timeline.clipsOf('a')).length, (await timeline.clipsOf('b')).length]).toEqual([2, 1]);
  await timeline.undo();
  await timeline.press('Escape');
  await timeline.oneStep('Split 2 clips', () => timeline.press('x'));
  expect([(await timeline.clipsOf('a')).length, (await timeline.clipsOf('b')).length]).toEqual([2, 2]);
});

test('Alt slips the sound inside a clip, within the sound', async ({ timeline }) => {
  await timeline.open([{ id: 'a', clips: [noise(1, 2)] }]);
  await timeline.oneStep('Slip', async () => {
    await timeline.dragBy(await timeline.on('a-0'), -(await timeline.pixels(1)), 0, { with: ['Alt'] });
  });
  expect(await timeline.clip('a-0')).toMatchObject({ start: at(1), length: at(2), offset: at(1) });
  await timeline.dragBy(await timeline.on('a-0'), -(await timeline.pixels(2)), 0, { with: ['Alt'] });
  expect((await timeline.clip('a-0')).offset).toBe(at(2));
  await timeline.noStep(async () => {
    await timeline.dragBy(await timeline.on('a-0'), 50, 0, { with: ['Alt'], cancel: true });
  });
});

test('drawn out past its sound a clip loops; drawn back it does not', async ({ timeline }) => {
  await timeline.open([{ id: 'a', clips: [noise(0, 2)] }], { sounds: { noise: [noiseOf(at(2), 1)] } });
  await timeline.oneStep('Trim clip end', async () => {
    await timeline.dragBy(await timeline.on('a-0', 'right'), await timeline.pixels(4));
  });
  expect(await timeline.clip('a-0')).toMatchObject({ length: at(6), loop: { start: 0, length: at(2) } });
  await timeline.click(await timeline.on('a-0'));
  const [left] = await timeline.heard();
  const middle = (round: number): Float64Array => left!.slice(at(2 * round + 0.5), at(2 * round + 1.5));
  expect(largest(middle(2).map((sample, index) => sample - middle(0)[index]!))).toBeLessThan(1e-6);
  await timeline.dragBy(await timeline.on('a-0', 'right'), -(await timeline.pixels(5)));
  expect(await timeline.clip('a-0')).toMatchObject({ length: at(1), loop: null });
});

test('gain by the handle, mute, reverse and colour, each one step', async ({ timeline }) => {
  await timeline.open([{ id: 'a', clips: [noise(1, 3)] }]);
  await timeline.click(await timeline.on('a-0'));
  const gain = (await timeline.handle('a-0', 'gain').boundingBox())!;
  const handle = { x: gain.x + gain.width / 2, y: gain.y + gain.height / 2 };
  await timeline.oneStep('Clip gain', () => timeline.dragBy(handle, 0, 40));
  expect((await timeline.clip('a-0')).gainDb).toBeCloseTo(-6, 5);
  await timeline.noStep(() => timeline.dragBy(handle, 0, -40, { cancel: true }));
  const loud = (await timeline.heard())[0]!;
  await timeline.undo();
  await timeline.click(await timeline.on('a-0'));
  const whole = (await timeline.heard())[0]!;
  expect(20 * Math.log10(largest(loud) / largest(whole))).toBeCloseTo(-6, 2);

  await timeline.click(await timeline.on('a-0'));
  await timeline.oneStep('Mute clips', () => timeline.press('m'));
  expect((await timeline.clip('a-0')).muted).toBe(true);
  await timeline.undo();
  await timeline.oneStep('Reverse', () => timeline.press('r'));
  const backwards = (await timeline.heard())[0]!;
  expect(largest(backwards.reverse().map((sample, index) => sample - whole[index]!))).toBeLessThan(1e-6);
  await timeline.undo();

  await timeline.page.mouse.click(...(Object.values(await timeline.on('a-0')) as [number, number]), {
    button: 'right',
  });
  await timeline.oneStep('Clip colour', () =>
    timeline.page.getByRole('menuitem', { name: /^Colour #d9a05b/ }).click(),
  );
  expect((await timeline.clip('a-0')).colour).toBe('#d9a05b');
});

test('Alt on an edge stretches to the sample; pitch and length by numbers', async ({ timeline }) => {
  await timeline.open([{ id: 'a', clips: [noise(1, 2)] }], { sounds: { noise: [noiseOf(at(2), 1)] } });
  await timeline.oneStep('Stretch', async () => {
    await timeline.dragBy(await timeline.on('a-0', 'right'), await timeline.pixels(1), 0, { with: ['Alt'] });
  });
  expect(await timeline.clip('a-0')).toMatchObject({ start: at(1), length: at(3), stretch: 1.5, loop: null });
  await timeline.click(await timeline.on('a-0'));
  const stretched = await timeline.heard();
  expect(stretched[0]).toHaveLength(at(3));
  expect(largest(stretched[0]!.slice(at(2.5)))).toBeGreaterThan(0.01);
  await timeline.noStep(async () => {
    await timeline.dragBy(await timeline.on('a-0', 'right'), 40, 0, { with: ['Alt'], cancel: true });
  });
  await timeline.click(await timeline.on('a-0'));
  await timeline.oneStep('Clip pitch', () => timeline.press('Shift+PageUp'));
  expect(await timeline.clip('a-0')).toMatchObject({ pitch: 1, length: at(3) });
  await timeline.oneStep('Reset pitch and stretch', () => timeline.command('Own pitch and length'));
  expect(await timeline.clip('a-0')).toMatchObject({ pitch: 0, stretch: 1, length: at(2) });

  await timeline.press('Alt+Enter');
  const dialog = timeline.page.getByRole('dialog', { name: 'Properties of the clip' });
  await dialog.getByRole('spinbutton', { name: 'Pitch of the clip' }).press('Enter');
  await dialog.getByRole('textbox', { name: 'Pitch of the clip' }).fill('-7');
  await dialog.getByRole('textbox', { name: 'Pitch of the clip' }).press('Enter');
  await expect.poll(async () => (await timeline.clip('a-0')).pitch).toBe(-7);
  await timeline.press('Escape');
  await expect(timeline.element('a-0')).toHaveAccessibleName(/−7 st/);
});

test('normalising brings what is heard to the level', async ({ timeline }) => {
  await timeline.open([{ id: 'a', clips: [noise(1, 2, { offset: at(1) })] }]);
  await timeline.click(await timeline.on('a-0'));
  await timeline.oneStep('Normalise peaks', () => timeline.press('Shift+n'));
  await timeline.click(await timeline.on('a-0'));
  expect(20 * Math.log10(largest((await timeline.heard())[0]!))).toBeCloseTo(-1, 1);
});

test('a clip is renamed in its own strip, and Escape keeps the old name', async ({ timeline }) => {
  await timeline.open([{ id: 'a', clips: [noise(1, 2)] }]);
  const field = timeline.page.getByRole('textbox', { name: 'Name of the clip' });
  await timeline.doubleClick(await timeline.on('a-0', 'middle', 0.1));
  await field.fill('Door, far away');
  await timeline.oneStep('Rename clip', () => field.press('Enter'));
  expect((await timeline.clip('a-0')).name).toBe('Door, far away');
  await timeline.noStep(async () => {
    await timeline.press('F2');
    await field.fill('Nothing');
    await field.press('Escape');
  });
  // What was renamed by keys has the focus, to go on with keys.
  await expect(timeline.element('a-0')).toBeFocused();
  await timeline.press('Escape');
  await timeline.header('a').focus();
  await timeline.press('F2');
  await timeline.page.getByRole('textbox', { name: 'Name of the track' }).fill('Doors');
  await timeline.press('Enter');
  await expect(timeline.header('a')).toBeFocused();
});
