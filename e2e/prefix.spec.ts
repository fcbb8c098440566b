import {
  type ReverseProxy,
  startKeepingProxy,
  startStrippingProxy,
} from '../scripts/testing/proxies';
import { test as base, expect, signIn } from './journey';
import { type RunningDemo, startRunningDemo } from './running-demo';

/** One process that believes its proxies, so that it answers below several prefixes at once. */
const test = base.extend<object, { demo: RunningDemo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of this pattern.
    async ({}, use) => {
      const demo = await startRunningDemo({ trustForwardedPrefix: true });
      await use(demo);
      await demo.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

const proxies = {
  'no proxy': async (url: string): Promise<ReverseProxy> => ({
    url,
    origin: url,
    close: async () => undefined,
  }),
  'a proxy that strips /proxy/etcdscope': (url: string) =>
    startStrippingProxy(url, '/proxy/etcdscope'),
  'a proxy that keeps /a/b/c': (url: string) => startKeepingProxy(url, '/a/b/c'),
};

for (const [name, start] of Object.entries(proxies)) {
  test(`links, chunks, events, downloads and cookies work behind ${name}`, async ({
    page,
    demo,
    errors,
  }) => {
    const proxy = await start(demo.dashboard.url);
    const prefix = new URL(proxy.url).pathname.replace(/\/$/, '');
    const strays: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (!pathname.startsWith(`${prefix}/`) && pathname !== prefix) {
        strays.push(pathname);
      }
    });
    await signIn(page, `${proxy.url}/clusters/demo`, 'admin');
    await expect(page).toHaveURL(`${proxy.url}/clusters/demo`);
    await expect(page.getByText('3 of 3 members answered')).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
    const cookies = await page.context().cookies(proxy.url);
    expect(cookies.find((cookie) => cookie.name.includes('session'))?.path).toBe(prefix || '/');
    await page.getByRole('link', { name: 'Metrics' }).click();
    await expect(page).toHaveURL(new RegExp(`${prefix}/clusters/demo/metrics`));
    await expect(page.locator('.recharts-surface').first()).toBeVisible({ timeout: 40_000 });
    await page.getByRole('link', { name: 'Backups', exact: true }).click();
    await page.getByRole('button', { name: 'Back up now' }).click();
    const link = page.getByRole('link', { name: /^Download / }).first();
    await expect(link).toBeVisible({ timeout: 30_000 });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(await download.failure()).toBeNull();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(new RegExp(`^${proxy.url}/login`));
    expect(strays).toEqual([]);
    expect(errors).toEqual([]);
    await proxy.close();
  });
}
