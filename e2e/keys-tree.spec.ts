import type { Page } from '@playwright/test';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import type { ClusterConnection } from '@/lib/server/etcd/cluster-connection';
import { expect, expectAccessible, signIn, test } from './journey';

const prefix = '/tree/';
const folder = toBase64Url(utf8Bytes(prefix));

const put = (connection: ClusterConnection, name: string, value = 'x') =>
  connection.putAll([{ key: utf8Bytes(`${prefix}${name}`), value: utf8Bytes(value) }]);

const row = (page: Page, text: string) => page.getByRole('treeitem').filter({ hasText: text });

test.describe.configure({ mode: 'serial' });

test('an open folder follows the store: what is made, what changes, what is held back', async ({
  page,
  demo,
  errors,
}) => {
  const { connection, dashboard } = demo;
  await put(connection, 'first');
  await put(connection, 'inner/one');
  await signIn(page, `${dashboard.url}/clusters/demo/keys?folder=${folder}`, 'viewer');
  await expect(row(page, 'first')).toBeVisible();
  await expect(row(page, 'inner')).toContainText('1');
  await expect(page.getByRole('button', { name: 'Pause live changes' })).toBeVisible();

  await put(connection, 'inner/two');
  await expect(row(page, 'inner')).toContainText('2');
  await put(connection, 'second');
  await expect(row(page, 'second')).toBeVisible();

  await page.getByRole('button', { name: 'Pause live changes' }).click();
  await put(connection, 'third');
  await put(connection, 'fourth');
  await expect(row(page, 'second')).toBeVisible();
  await expect(row(page, 'third')).toHaveCount(0);
  await page.getByRole('button', { name: 'Follow the changes again' }).click();
  await expect(row(page, 'third')).toBeVisible();
  await expect(row(page, 'fourth')).toBeVisible();
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('the keyboard checks rows, and what is checked can be acted upon', async ({
  page,
  demo,
  errors,
}) => {
  await signIn(page, `${demo.dashboard.url}/clusters/demo/keys?folder=${folder}`, 'operator');
  await expect(row(page, 'first')).toBeVisible();
  await page.getByRole('tree').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(row(page, 'first')).toHaveAttribute('aria-selected', 'true');
  await expect(row(page, 'fourth')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('2 keys selected')).toBeVisible();
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('the past is shown as such, and nothing there can be changed', async ({
  page,
  demo,
  errors,
}) => {
  const { url } = demo.dashboard;
  await put(demo.connection, 'later', 'before');
  const key = utf8Bytes(`${prefix}later`);
  const { revision } = await demo.connection.keys.range({ key, rangeEnd: undefined, limit: 1 });
  await put(demo.connection, 'after-that');
  await signIn(page, `${url}/clusters/demo/keys?folder=${folder}&rev=${revision}`, 'admin');
  await expect(page.getByText(/Everything here is as of revision/)).toBeVisible();
  await expect(row(page, 'later')).toBeVisible();
  await expect(row(page, 'after-that')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Delete folder…' })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('status').getByRole('button', { name: 'Back to now' }).click();
  await expect(row(page, 'after-that')).toBeVisible();
  await expect(page).not.toHaveURL(/rev=/);
  expect(errors).toEqual([]);
});

test('the path bar offers what begins so', async ({ page, demo, errors }) => {
  await put(demo.connection, 'inner/two');
  await signIn(page, `${demo.dashboard.url}/clusters/demo/keys`, 'viewer');
  await expect(page.getByRole('tree')).toBeVisible();
  await page.keyboard.press('/');
  const path = page.getByRole('combobox', { name: 'Type a key or folder to go to' });
  await path.fill(`${prefix}in`);
  await expect(page.getByRole('option', { name: `${prefix}inner/` })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `${prefix}inner/` })).toBeVisible();
  await expect(page.getByRole('treeitem', { name: 'two', exact: true })).toBeVisible();
  expect(errors).toEqual([]);
});

test('every tab opens by its address', async ({ page, demo, errors }) => {
  const { url } = demo.dashboard;
  await signIn(page, `${url}/clusters/demo/keys`, 'admin');
  for (const tab of await page.getByRole('tablist').first().getByRole('tab').all()) {
    await tab.click();
    await expect(page.getByRole('tabpanel').first()).not.toBeEmpty();
  }
  expect(errors).toEqual([]);
});
