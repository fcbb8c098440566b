import type { Locator, Page } from '@playwright/test';
import { utf8Bytes } from '@/lib/domain/bytes';
import { expect, expectAccessible, signIn, test } from './journey';

test.describe.configure({ mode: 'serial' });

const tab = '/clusters/demo/keys?tab=search';
const searching = { timeout: 60_000 };

const rowsOf = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Search results' }).getByRole('option');

const search = async (page: Page, pattern: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Search for' }).fill(pattern);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
};

test('a key is found by a part of its name, opened, and found again after a reload', async ({
  page,
  demo,
  errors,
}) => {
  await signIn(page, `${demo.dashboard.url}${tab}`, 'viewer');
  await expect(page.getByRole('textbox', { name: 'Search for' })).toBeVisible();
  await expectAccessible(page);
  await search(page, 'KUBE-SYSTEM');
  await expect(
    page.getByRole('heading', { name: /Keys that contain “KUBE-SYSTEM”/ }),
  ).toBeVisible();
  await expect(rowsOf(page).first()).toContainText('kube-system', searching);
  await expect(page.getByText(/searched ([\d,]+) of \1/)).toBeVisible(searching);
  await expect(rowsOf(page).first().locator('mark')).toHaveText('kube-system');
  await expectAccessible(page);
  await page.reload();
  await expect(rowsOf(page).first()).toContainText('kube-system');
  await page.getByRole('listbox', { name: 'Search results' }).press('Enter');
  await expect(page.getByRole('region', { name: /kube-system/ })).toBeVisible();
  expect(errors).toEqual([]);
});

test('a text is found in values, secrets are skipped and counted', async ({
  page,
  demo,
  errors,
}) => {
  const key = utf8Bytes('/notes/search');
  await demo.connection.putAll([{ key, value: utf8Bytes('one\nthe haystack needle-4711\n') }]);
  await signIn(page, `${demo.dashboard.url}${tab}`, 'viewer');
  await page.getByLabel('In', { exact: true }).selectOption('values');
  await page.getByLabel('Pace').selectOption('fast');
  await search(page, 'needle-4711');
  await expect(rowsOf(page).first()).toContainText('the haystack needle-4711', searching);
  await expect(page.getByText(/masked values were not searched/)).toBeVisible(searching);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: /Values that contain “needle-4711”/ }).click();
  await expect(rowsOf(page)).toHaveCount(1);
  expect(errors).toEqual([]);
});

test('a wrong pattern is explained where it is wrong', async ({ page, demo }) => {
  await signIn(page, `${demo.dashboard.url}${tab}`, 'viewer');
  await page.getByLabel('Match', { exact: true }).selectOption('regex');
  await search(page, 'pods/(web');
  await expect(page.getByRole('tabpanel').getByRole('alert')).toContainText('missing closing )');
});

test('a search is cancelled and resumed, in Chinese, dark and on a small screen', async ({
  page,
  demo,
  errors,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await signIn(page, `${demo.dashboard.url}${tab}`, 'viewer');
  await page.goto(`${demo.dashboard.url}${tab}&lang=zh&theme=dark`);
  await page.getByLabel('对象').selectOption('values');
  await page.getByLabel('速度').selectOption('gentle');
  await page.getByRole('textbox', { name: '搜索内容' }).fill('metadata');
  await page.getByRole('button', { name: '搜索', exact: true }).click();
  await page.getByRole('button', { name: '取消', exact: true }).click();
  await expect(page.getByText(/^已取消/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '继续', exact: true }).click();
  await expect(page.getByText(/已搜索 ([\d,]+) \/ \1/)).toBeVisible(searching);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  expect(errors).toEqual([]);
});
