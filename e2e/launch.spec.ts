import { clips, generate, lightOf } from './support/actions';
import { expect, picturePath, test } from './support/studio';

test('the first start opens a demo soundscape that plays, ready for a prompt', async ({ studio }) => {
  const page = await studio.start();
  await expect(page).toHaveTitle(/GANmix Studio/);
  await expect(page.getByRole('button', { name: /^Project Demo soundscape\./ })).toBeVisible();
  await expect(clips(page)).not.toHaveCount(0);
  await generate(page, 'thunder rolling over distant hills', { takes: 4, seconds: 4, seed: 7 });

  const meter = page.getByRole('img', { name: /^Level of the mix/ });
  const still = await lightOf(meter);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => lightOf(meter), { intervals: [50] }).toBeGreaterThan(still);
  await expect(page.getByRole('timer', { name: 'Playhead' })).toContainText(/0:00:0[5-9]/);
  await page.mouse.move(720, 560);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.screenshot({ path: picturePath('demo-playing') });
});
