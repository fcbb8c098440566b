import { expect, expectAccessible, signIn, test } from './journey';

const pages = {
  clusters: '/',
  overview: '/clusters/demo',
  keys: '/clusters/demo/keys',
  metrics: '/clusters/demo/metrics',
  alerts: '/clusters/demo/alerts',
  backups: '/clusters/demo/backups',
  activity: '/activity',
  settings: '/settings',
  docs: '/docs',
};

const appearances = [
  { name: 'light', query: 'theme=light&lang=en', width: 1440, height: 900 },
  { name: 'dark Chinese', query: 'theme=dark&lang=zh', width: 1440, height: 900 },
  { name: 'embedded dark', query: 'embed=1&theme=dark&lang=en', width: 1164, height: 700 },
  { name: 'embedded Chinese', query: 'embed=1&theme=light&lang=zh', width: 1024, height: 700 },
];

for (const { name, query, width, height } of appearances) {
  test(`every page is accessible and whole: ${name}`, async ({ page, demo, errors }, info) => {
    await page.setViewportSize({ width, height });
    await signIn(page, `${demo.dashboard.url}/`, 'admin');
    for (const [title, path] of Object.entries(pages)) {
      await page.goto(`${demo.dashboard.url}${path}?${query}`);
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await expectAccessible(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(`${title} ${overflow}`).toBe(`${title} 0`);
      await page.screenshot({ path: info.outputPath(`${title}.png`), fullPage: true });
    }
    expect(errors).toEqual([]);
  });
}

test('the login page is accessible and says what is wrong', async ({ page, demo }) => {
  await page.goto(`${demo.dashboard.url}/clusters/demo/keys`);
  await expectAccessible(page);
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible();
});
