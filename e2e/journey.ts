import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { passwords, type RunningDemo, startRunningDemo } from './running-demo';

/** Collects what a page must never have: console errors, exceptions and policy violations. */
const watchForErrors = (page: Page, errors: string[]): void => {
  page.on('console', (message) => {
    if (message.type() === 'error') {
      errors.push(`${page.url()} console: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => errors.push(`${page.url()} exception: ${error.message}`));
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (hostname !== '127.0.0.1' && protocol !== 'data:' && protocol !== 'blob:') {
      errors.push(`${page.url()} asks ${request.url()}`);
    }
  });
};

/** A test with a running demo that the journeys of a file share, and pages that may not err. */
export const test = base.extend<{ errors: string[] }, { demo: RunningDemo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of this pattern.
    async ({}, use) => {
      const demo = await startRunningDemo();
      await use(demo);
      await demo.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  errors: async ({ page }, use) => {
    const errors: string[] = [];
    watchForErrors(page, errors);
    await use(errors);
    expect(errors).toEqual([]);
  },
});

/** Signs in on the login page and waits for the page that was asked for. */
export const signIn = async (
  page: Page,
  url: string,
  username: keyof typeof passwords,
): Promise<void> => {
  await page.goto(url);
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(passwords[username]);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
};

/** Fails with what axe finds on the page, in whatever theme and language it is shown. */
export const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
  ).toEqual([]);
};

export { expect };
