import type { Page } from '@playwright/test';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { expect, signIn, test } from './journey';
import { fillLargeFolder, largeFolder, largeFolderKeys } from './large-folder';

const mostRowsInPage = 200;

test.describe.configure({ mode: 'serial' });

// The other journeys share the cluster, and look for their keys by scrolling.
test.afterAll(async ({ demo }) => {
  await demo.cluster.etcdctl('--command-timeout=60s', 'del', '--prefix', largeFolder);
});

/** Rows of the tree that are in the document, and the height all of them would have. */
const measure = (page: Page): Promise<{ inPage: number; height: number }> =>
  page.getByRole('tree').evaluate((tree) => ({
    inPage: tree.querySelectorAll('[role=treeitem]').length,
    height: tree.scrollHeight,
  }));

test('a folder of 100,000 keys is loaded by its End key, and stays small in the page', async ({
  page,
  demo,
  errors,
}) => {
  test.setTimeout(600_000);
  await fillLargeFolder(demo.connection);
  const folder = toBase64Url(utf8Bytes(largeFolder));
  await signIn(page, `${demo.dashboard.url}/clusters/demo/keys?folder=${folder}`, 'admin');
  const tree = page.getByRole('tree');
  const last = page.getByRole('treeitem').filter({ hasText: 'key-099999' });
  const first = page.getByRole('treeitem').filter({ hasText: 'key-000000' });
  await expect(first).toBeVisible({ timeout: 60_000 });
  await tree.focus();
  await expect(async () => {
    await page.keyboard.press('End');
    expect((await measure(page)).inPage).toBeLessThan(mostRowsInPage);
    await expect(last).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 400_000, intervals: [50] });
  const { inPage, height } = await measure(page);
  expect(inPage).toBeLessThan(mostRowsInPage);
  expect(height).toBeGreaterThan(largeFolderKeys * 20);

  await page.keyboard.press('Home');
  await expect(page.getByRole('treeitem').filter({ hasText: 'large' }).first()).toBeVisible();
  expect((await measure(page)).inPage).toBeLessThan(mostRowsInPage);
  expect(errors).toEqual([]);
});

test('the last page, a jump and a filter show a part of a large folder', async ({
  page,
  demo,
  errors,
}) => {
  const folder = toBase64Url(utf8Bytes(largeFolder));
  await signIn(page, `${demo.dashboard.url}/clusters/demo/keys?folder=${folder}`, 'viewer');
  const row = (text: string) => page.getByRole('treeitem').filter({ hasText: text });
  await expect(row('key-000000')).toBeVisible();
  await page.getByRole('button', { name: 'Last page of this folder' }).click();
  await expect(row('key-099999')).toBeVisible();
  await expect(page).toHaveURL(/last=true/);

  await page.getByRole('button', { name: 'Jump to a key' }).click();
  await page
    .getByRole('textbox', { name: 'Key, or how it begins after the folder' })
    .fill('key-05');
  await page.keyboard.press('Enter');
  await expect(row('key-050000')).toBeVisible();
  await page.reload();
  await expect(row('key-050000')).toBeVisible();

  await page.getByRole('searchbox', { name: `Filter in ${largeFolder}` }).fill('key-000777');
  await expect(row('key-000777')).toBeVisible();
  await expect(row('key-000000')).toHaveCount(0);
  await page.getByRole('button', { name: 'First page of this folder' }).click();
  await expect(row('key-000000')).toBeVisible();
  expect(errors).toEqual([]);
});
