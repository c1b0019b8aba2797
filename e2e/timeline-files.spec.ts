import { existsSync, writeFileSync } from 'node:fs';
import { encodeFloatWav } from '../main/wav/float-wav';
import { readWav } from './support/audio-file';
import { effect } from './support/effects';
import { noise as noiseOf } from './support/project-file';
import { expect, RATE, test, type Timeline } from './support/timeline';

const at = (seconds: number): number => Math.round(seconds * RATE);
const noise = (start: number, length: number) => ({ sound: 'noise', start: at(start), length: at(length) });
const largest = (samples: Float64Array): number =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
const apart = (a: Float64Array, b: Float64Array): number =>
  largest(a.map((sample, index) => sample - (b[index] ?? NaN)));

/** What is handed to the operating system's own drags, which no test can drop anywhere. */
async function catchDrags(timeline: Timeline): Promise<() => Promise<string[]>> {
  const { app } = timeline.studio;
  await app.evaluate(({ webContents }) => {
    const caught: string[] = [];
    Object.assign(globalThis, { caught });
    for (const contents of webContents.getAllWebContents()) {
      contents.startDrag = ({ file }) => void caught.push(file);
    }
  });
  return () => app.evaluate(() => (globalThis as unknown as { caught: string[] }).caught);
}

test('a clip is dragged out as the file it sounds like, which exists before the gesture', async ({
  timeline,
}) => {
  await timeline.open([{ id: 'a', clips: [noise(1, 2)] }], {
    clips: { 'a-0': { gainDb: -6, reversed: true } },
  });
  const dragged = await catchDrags(timeline);
  await timeline.click(await timeline.on('a-0'));
  const heard = await timeline.heard();
  await timeline.click(await timeline.on('a-0'));
  const grip = timeline.handle('a-0', 'drag-out');
  await grip.hover();
  await expect(grip).toHaveAttribute('data-state', 'ready');
  const box = (await grip.boundingBox())!;
  await timeline.drag({ x: box.x + 12, y: box.y + 12 }, { x: box.x + 12, y: box.y + 120 });
  await expect.poll(dragged).toHaveLength(1);
  const [file] = await dragged();
  expect(existsSync(file!)).toBe(true);
  const wav = readWav(file!);
  expect(wav.channels[0]).toHaveLength(at(2));
  expect(apart(wav.channels[0]!, heard[0]!)).toBe(0);
  expect((await timeline.look()).dirty).toBe(false);
});

test('a time selection is dragged out of the ruler as what is heard in it', async ({ timeline }) => {
  await timeline.open([
    { id: 'a', clips: [noise(1, 3)], volumeDb: -6 },
    { id: 'b', clips: [noise(1, 3)] },
  ]);
  const dragged = await catchDrags(timeline);
  await timeline.selectTime({ track: 'a', at: 2 }, { track: 'a', at: 4 });
  const grip = timeline.page.getByTestId('timeline-ruler').locator('[data-handle="drag-out"]');
  await grip.hover();
  await expect(grip).toHaveAttribute('data-state', 'ready');
  const box = (await grip.boundingBox())!;
  await timeline.drag({ x: box.x + 12, y: box.y + 12 }, { x: box.x + 12, y: box.y + 150 });
  await expect.poll(dragged).toHaveLength(1);
  const wav = readWav((await dragged())[0]!);
  expect(wav.channels[0]).toHaveLength(at(2));
  const source = Float64Array.from(noiseOf(at(4), 1).subarray(at(1), at(3)));
  const half = 10 ** (-6 / 20);
  expect(
    apart(
      wav.channels[0]!,
      source.map((sample) => sample * half),
    ),
  ).toBeLessThan(1e-5);
});

test('clips are bounced into one that sounds the same, and the track is frozen without a change in sound', async ({
  timeline,
}) => {
  await timeline.open([{ id: 'a', clips: [noise(1, 2), noise(2, 2)], effects: [effect('filter', {})] }], {
    clips: {
      'a-0': { gainDb: -3, fadeOut: { length: at(1), curve: 'equal-power', bend: 0 } },
      'a-1': { pitch: 3, fadeIn: { length: at(1), curve: 'equal-power', bend: 0 } },
    },
  });
  await timeline.press('Control+a');
  const before = await timeline.heard();
  await timeline.press('Control+a');
  await timeline.oneStep('Bounce in place', () => timeline.press('Control+Shift+b'));
  expect(await timeline.spans('a')).toEqual([[1, 4]]);
  await timeline.press('Control+a');
  const after = await timeline.heard();
  expect(apart(after[0]!, before[0]!)).toBeLessThan(1e-6);

  const mix = async (): Promise<Float64Array> => {
    await timeline.press('Escape');
    const dragged = await catchDrags(timeline);
    await timeline.drag(await timeline.at('a', 0.5), await timeline.at('a', 5), { with: ['Alt'] });
    const grip = timeline.page.getByTestId('timeline-ruler').locator('[data-handle="drag-out"]');
    await grip.hover();
    await expect(grip).toHaveAttribute('data-state', 'ready');
    const box = (await grip.boundingBox())!;
    await timeline.drag({ x: box.x + 12, y: box.y + 12 }, { x: box.x + 12, y: box.y + 150 });
    await expect.poll(dragged).toHaveLength(1);
    await timeline.press('Escape');
    return readWav((await dragged())[0]!).channels[0]!;
  };
  const live = await mix();
  const fromMenu = async (name: string): Promise<void> => {
    await timeline.header('a').click({ button: 'right', position: { x: 60, y: 12 } });
    await timeline.page.getByRole('menuitem', { name }).click();
  };
  await timeline.oneStep('Freeze a', () => fromMenu('Freeze track'));
  const frozen = (await timeline.document()).tracks[0]!.frozen!;
  expect(frozen.start).toBe(at(1));
  const [ice] = timeline.samples(frozen.soundId);
  const thawed = live.slice(at(0.5), at(0.5) + ice!.length);
  expect(apart(ice!.slice(0, thawed.length), thawed)).toBeLessThan(1e-6);
  expect(largest(ice!)).toBeGreaterThan(0.01);
  await timeline.oneStep('Unfreeze a', () => fromMenu('Unfreeze track'));
  expect((await timeline.document()).sounds[frozen.soundId]).toBeUndefined();
});

test('files dropped on the lanes come in where they are dropped, and what is no sound is told', async ({
  timeline,
}) => {
  await timeline.open([{ id: 'a' }], { sounds: {} });
  const names = ['thunder.wav', 'wind.wav'].map((name) => timeline.studio.file(name));
  for (const file of names) {
    writeFileSync(file, encodeFloatWav({ sampleRate: RATE, channels: [noiseOf(RATE, 3)] }));
  }
  const text = timeline.studio.file('notes.txt');
  writeFileSync(text, 'no sound at all');
  const { x, y } = await timeline.at('a', 2);
  const client = await timeline.page.context().newCDPSession(timeline.page);
  const data = { items: [], files: [...names, text], dragOperationsMask: 1 };
  await client.send('Input.dispatchDragEvent', { type: 'dragEnter', x, y, data });
  await client.send('Input.dispatchDragEvent', { type: 'dragOver', x, y, data });
  await expect(timeline.page.getByTestId('drop-ghost')).toBeVisible();
  await timeline.oneStep('Import 2 sounds', async () => {
    await client.send('Input.dispatchDragEvent', { type: 'drop', x, y, data });
    await expect.poll(async () => (await timeline.clipsOf('a')).length).toBe(2);
  });
  expect(await timeline.spans('a')).toEqual([
    [2, 3],
    [3, 4],
  ]);
  expect((await timeline.clipsOf('a')).map(({ name }) => name)).toEqual(['thunder', 'wind']);
  await expect(timeline.page.getByText(/“notes.txt” holds no sound/)).toBeVisible();
  await client.detach();
});

test('a track shows its spectrogram', async ({ timeline }) => {
  await timeline.open([{ id: 'a', clips: [noise(0.5, 3)], height: 150 }]);
  await timeline.header('a').click({ position: { x: 60, y: 12 } });
  await timeline.oneStep('Show spectrogram', () => timeline.press('Shift+w'));
  expect((await timeline.document()).tracks[0]!.view).toBe('spectrogram');
});
