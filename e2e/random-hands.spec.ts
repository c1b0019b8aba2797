import { randomFrom } from '../renderer/document/edits/scatter';
import { expect, test } from './support/studio';
import { RATE, Timeline } from './support/timeline';

const SEED = Number(process.env['GANMIX_HANDS_SEED'] ?? 1);
const ACTS = Number(process.env['GANMIX_HANDS_ACTS'] ?? 250);

/** Keys that edit, arrange, play and look; none that opens a project, saves or exports. */
const KEYS = (
  'Space Home End Enter Tab Escape Delete F2 Shift+F10 ArrowLeft ArrowRight ArrowUp ArrowDown a b c d e f g h i j k ' +
  'l m n o p q r s t u v w x z = - [ ] , . 1 2 3 Shift+d Shift+m Shift+s Shift+x Shift+z Shift+ArrowUp ' +
  'Shift+ArrowDown Shift+ArrowRight Alt+ArrowLeft Alt+ArrowRight Control+ArrowLeft Control+ArrowRight Control+a ' +
  'Control+b Control+c Control+d Control+e Control+f Control+g Control+i Control+j Control+k Control+t Control+v ' +
  'Control+x Control+z Control+Shift+b Control+Shift+z Control+Alt+t'
).split(' ');
/** Items of menus and the palette that lead out of the project, or ask main for a dialog. */
const AWAY = /quit|exit|open|new|save|export|folder|import|licen|update/i;

test('hands that do anything anywhere break nothing, and all of it can be undone and done again', async ({
  studio,
}) => {
  // A studio of its own: they change settings, too.
  const timeline = new Timeline(studio, await studio.start());
  const at = (seconds: number): number => seconds * RATE;
  await timeline.open(
    [0, 1, 2, 3].map((track) => ({
      id: `track-${track}`,
      clips: [0, 4, 8].map((start) => ({ sound: 'noise', start: at(start + track), length: at(2) })),
    })),
  );
  const start = await timeline.document();
  const { page } = timeline;
  const { keyboard, mouse } = page;
  const window = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const random = randomFrom(SEED);
  const between = (least: number, most: number): number => least + random() * (most - least);
  const oneOf = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  /** Mostly over the tracks, where most can be done. */
  const somewhere = (): { x: number; y: number } =>
    random() < 0.7
      ? { x: between(340, window.width - 10), y: between(50, 0.6 * window.height) }
      : { x: between(4, window.width - 4), y: between(40, window.height - 10) };

  const acts = {
    key: () => keyboard.press(oneOf(KEYS)),
    drag: async () => {
      const from = somewhere();
      await mouse.move(from.x, from.y);
      await mouse.down();
      await mouse.move(from.x + between(-250, 250), from.y + between(-80, 80), { steps: 4 });
      if (random() < 0.1) await keyboard.press('Escape');
      await mouse.up();
    },
    click: async () => {
      const { x, y } = somewhere();
      await mouse.click(x, y, { clickCount: oneOf([1, 1, 2]), button: oneOf(['left', 'left', 'right']) });
    },
    wheel: () => mouse.wheel(between(-100, 100), between(-150, 150)),
    choose: async () => {
      const items = page.locator('[role="menuitem"], [role="menuitemcheckbox"], [role="option"]');
      const item = items.nth(Math.floor(random() * (await items.count())));
      const label = (await items.count()) === 0 ? null : await item.textContent();
      if (label === null || AWAY.test(label)) await keyboard.press('Escape');
      // Some items are disabled, or out of sight in their menu: then there is nothing to press.
      else await item.click({ timeout: 500 }).catch(() => undefined);
    },
  };
  const often = Object.entries({ key: 5, drag: 5, click: 2, wheel: 1, choose: 1 }).flatMap(([act, times]) =>
    Array.from({ length: times }, () => act as keyof typeof acts),
  );

  for (let done = 0; done < ACTS; done++) {
    const held = random() < 0.3 ? oneOf(['Shift', 'Control', 'Alt']) : null;
    const act = oneOf(often);
    if (held && act !== 'key') await keyboard.down(held);
    await acts[act]();
    if (held && act !== 'key') await keyboard.up(held);
    await expect(page.getByText('stopped working'), `act ${done}`).toHaveCount(0);
    expect(timeline.faults, `act ${done}`).toEqual([]);
  }

  for (let times = 0; times < 4; times++) await keyboard.press('Escape');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const end = await timeline.look();
  expect(end.applied).toBeGreaterThan(ACTS / 20);
  for (let step = 0; step < end.applied; step++) await timeline.undo();
  await expect.poll(async () => (await timeline.look()).applied).toBe(0);
  expect(await timeline.document()).toEqual(start);
  for (let step = 0; step < end.applied; step++) await timeline.press('Control+Shift+z');
  await expect.poll(async () => (await timeline.look()).applied).toBe(end.applied);
  expect(await timeline.document()).toEqual(end.document);
});
