import { expect, RATE, test, type Timeline } from './support/timeline';

const at = (seconds: number): number => Math.round(seconds * RATE);
const noise = (start: number, length: number) => ({ sound: 'noise', start: at(start), length: at(length) });
const level = new Float32Array(at(4)).fill(0.25);
const silence = new Float32Array(at(4));
const dB = (gain: number): number => 20 * Math.log10(gain);

/** The middle of a handle. */
async function grip(timeline: Timeline, clip: string, handle: string): Promise<{ x: number; y: number }> {
  const box = (await timeline.handle(clip, handle).boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test.beforeEach(async ({ timeline }) => {
  await timeline.command('Overlapping clips: crossfade');
  await timeline.command('Ripple: nothing follows');
});

test('fades are drawn in from the corners, bent by the dot on their curve, and given a named curve', async ({
  timeline,
}) => {
  await timeline.open([{ id: 'a', clips: [noise(1, 4)] }], { sounds: { noise: [level] } });
  await timeline.click(await timeline.on('a-0'));
  await timeline.oneStep('Fade in', async () => {
    await timeline.dragBy(await grip(timeline, 'a-0', 'fade-in'), await timeline.pixels(1));
  });
  expect((await timeline.clip('a-0')).fadeIn).toMatchObject({ length: at(1), curve: 'linear', bend: 0 });
  await timeline.oneStep('Fade out', async () => {
    await timeline.dragBy(await grip(timeline, 'a-0', 'fade-out'), -(await timeline.pixels(2)));
  });
  expect((await timeline.clip('a-0')).fadeOut.length).toBe(at(2));
  await timeline.noStep(async () => {
    await timeline.dragBy(await grip(timeline, 'a-0', 'fade-in'), 30, 0, { cancel: true });
  });
  const straight = (await timeline.heard())[0]!;
  expect(straight[at(0.5)]).toBeCloseTo(0.125, 4);
  expect(straight[at(3)]).toBeCloseTo(0.125, 4);
  await timeline.click(await timeline.on('a-0', 'middle', 0.9));
  await timeline.oneStep('Bend fade', async () => {
    await timeline.dragBy(await grip(timeline, 'a-0', 'bend-in'), 0, -30);
  });
  expect((await timeline.clip('a-0')).fadeIn.bend).toBe(0.5);
  const bent = (await timeline.heard())[0]!;
  // The way through is raised to 4^-0.5: half of the way is √½ of the gain.
  expect(bent[at(0.5)]).toBeCloseTo(0.25 * Math.SQRT1_2, 3);

  const { x, y } = await timeline.on('a-0', 'middle', 0.9);
  await timeline.page.mouse.click(x, y, { button: 'right' });
  await timeline.page.getByRole('menuitem', { name: 'Gain and fades' }).click();
  await timeline.oneStep('Fade curve', () =>
    timeline.page.getByRole('menuitemradio', { name: 'Fade in: S-curve' }).click(),
  );
  expect((await timeline.clip('a-0')).fadeIn).toMatchObject({ curve: 's-curve', bend: 0 });
});

test('I and O fade to the playhead, and Shift+X softens both ends', async ({ timeline }) => {
  await timeline.open([{ id: 'a', clips: [noise(1, 4)] }]);
  await timeline.playheadTo(2);
  await timeline.click(await timeline.on('a-0', 'middle', 0.9));
  await timeline.playheadTo(2);
  await timeline.oneStep('Fade in to the playhead', () => timeline.press('i'));
  expect((await timeline.clip('a-0')).fadeIn.length).toBe(at(1));
  await timeline.playheadTo(4);
  await timeline.oneStep('Fade out from the playhead', () => timeline.press('o'));
  expect((await timeline.clip('a-0')).fadeOut.length).toBe(at(1));
  await timeline.oneStep('Remove fades', () => timeline.command('Remove fades'));
  await timeline.oneStep('Add fades', () => timeline.press('Shift+x'));
  expect((await timeline.clip('a-0')).fadeIn.length).toBe(at(0.01));
});

test('dragged over each other clips crossfade, with equal power within 0.1 dB; the crossfade goes with the overlap', async ({
  timeline,
}) => {
  await timeline.open(
    [
      {
        id: 'a',
        clips: [
          { sound: 'left', start: 0, length: at(3) },
          { sound: 'right', start: at(5), length: at(3) },
        ],
      },
    ],
    { sounds: { left: [level, silence], right: [silence, level] } },
  );
  await timeline.oneStep('Move clip', async () => {
    await timeline.dragBy(await timeline.on('a-1'), -(await timeline.pixels(3)));
  });
  const fade = { length: at(1), curve: 'equal-power' };
  expect((await timeline.clip('a-0')).fadeOut).toMatchObject(fade);
  expect((await timeline.clip('a-1')).fadeIn).toMatchObject(fade);
  await timeline.press('Control+a');
  const [left, right] = await timeline.heard();
  for (let sample = 0; sample < at(5); sample += 97) {
    const power = dB(Math.hypot(left![sample]!, right![sample]!) / 0.25);
    expect(Math.abs(power), String(sample)).toBeLessThan(0.1);
  }
  await timeline.press('Escape');
  await timeline.oneStep('Move clip', async () => {
    await timeline.dragBy(await timeline.on('a-1'), await timeline.pixels(0.5));
  });
  expect((await timeline.clip('a-0')).fadeOut.length).toBe(at(0.5));
  await timeline.dragBy(await timeline.on('a-1'), await timeline.pixels(3));
  expect((await timeline.clip('a-0')).fadeOut.length).toBe(0);
  expect((await timeline.clip('a-1')).fadeIn.length).toBe(0);
});

test('the other overlap policies: trim, push, and leave as they are', async ({ timeline }) => {
  const layout = [{ id: 'a', clips: [noise(0, 3), noise(5, 2), noise(7.5, 1)] }];
  const dragged = async (policy: string): Promise<[number, number][]> => {
    await timeline.open(layout);
    await timeline.command(`Overlapping clips: ${policy}`);
    await timeline.oneStep('Move clip', async () => {
      await timeline.dragBy(await timeline.on('a-0'), await timeline.pixels(4));
    });
    return timeline.spans('a');
  };
  expect(await dragged('cut what lies beneath')).toEqual([
    [4, 7],
    [7.5, 8.5],
  ]);
  expect(await dragged('push to later')).toEqual([
    [4, 7],
    [7, 9],
    [9, 10],
  ]);
  expect(await dragged('leave as they are')).toEqual([
    [4, 7],
    [5, 7],
    [7.5, 8.5],
  ]);
  expect((await timeline.clip('a-0')).fadeOut.length).toBe(0);
});

test('a gain envelope is drawn on the clip: points are added, dragged and deleted', async ({ timeline }) => {
  await timeline.open([{ id: 'a', clips: [noise(1, 4)], height: 150 }], { sounds: { noise: [level] } });
  await timeline.click(await timeline.on('a-0'));
  await timeline.press('e');
  const element = timeline.element('a-0');
  const line = element.locator('[data-envelope="line"]');
  const box = (await line.boundingBox())!;
  const y = box.y + box.height / 2;
  const x = async (seconds: number) => (await timeline.at('a', seconds)).x;
  for (const seconds of [2, 3]) {
    const place = { x: await x(seconds), y };
    await timeline.oneStep('Add envelope point', () => timeline.doubleClick(place));
  }
  const point = async (index: number) => {
    const {
      x: left,
      y: top,
      width,
      height,
    } = (await element.locator(`[data-envelope="point"][data-index="${index}"]`).boundingBox())!;
    return { x: left + width / 2, y: top + height / 2 };
  };
  await timeline.oneStep('Move envelope point', async () => timeline.dragBy(await point(1), 0, 40));
  const { envelope } = await timeline.clip('a-0');
  expect(envelope).toHaveLength(2);
  expect(envelope[0]!.gainDb).toBe(0);
  expect(envelope[1]!.gainDb).toBeLessThan(-3);
  await timeline.noStep(async () => timeline.dragBy(await point(0), 20, 20, { cancel: true }));
  const heard = (await timeline.heard())[0]!;
  expect(dB(heard[at(0.5)]! / 0.25)).toBeCloseTo(0, 3);
  const middle = Math.round((envelope[0]!.at + envelope[1]!.at) / 2);
  expect(dB(heard[middle]! / 0.25)).toBeCloseTo(envelope[1]!.gainDb / 2, 1);
  expect(dB(heard[at(3.5)]! / 0.25)).toBeCloseTo(envelope[1]!.gainDb, 2);
  await timeline.click(await point(1));
  await timeline.oneStep('Delete envelope point', () => timeline.press('Delete'));
  expect((await timeline.clip('a-0')).envelope).toHaveLength(1);
  await timeline.press('e');
});

test('with cutting at zero crossings on, an edge and a split land where the sound crosses zero', async ({
  timeline,
}) => {
  const sine = Float32Array.from({ length: at(4) }, (_, n) => 0.5 * Math.sin((2 * Math.PI * 100 * n) / RATE));
  await timeline.open([{ id: 'a', clips: [noise(0, 4)] }], { sounds: { noise: [sine] } });
  await timeline.command('Cut at zero crossings, on or off');
  await timeline.press('n');
  try {
    await timeline.playheadTo(1.2345);
    await timeline.click(await timeline.on('a-0', 'middle', 0.9));
    await timeline.playheadTo(1.2345);
    await timeline.press('s');
    await expect.poll(async () => (await timeline.clipsOf('a')).length).toBe(2);
    const cut = (await timeline.clipsOf('a'))[1]!.offset;
    expect(Math.min(cut % 240, 240 - (cut % 240))).toBeLessThanOrEqual(1);
    await timeline.undo();
    await timeline.dragBy(await timeline.on('a-0', 'right'), -33);
    await expect.poll(async () => (await timeline.look()).applied).toBe(1);
    const { length } = await timeline.clip('a-0');
    expect(length).toBeLessThan(at(4));
    expect(Math.min(length % 240, 240 - (length % 240))).toBeLessThanOrEqual(1);
  } finally {
    await timeline.press('n');
    await timeline.command('Cut at zero crossings, on or off');
  }
});
