import { expect, test } from './support/studio';

test('the first start shows the studio, ready for a prompt', async ({ studio }) => {
  const page = await studio.start();
  await expect(page).toHaveTitle(/GANmix Studio/);
  await expect(page.getByLabel('Prompt')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Generate', exact: true })).toBeVisible();
});
