import path from 'node:path';
import type { Page } from '@playwright/test';
import { readableBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { prefixEnd } from '@/lib/domain/keys/key-range';
import type { ClusterConnection } from '@/lib/server/etcd/cluster-connection';
import { expect, expectAccessible, signIn, test } from './journey';

const prefix = '/bulk/';
const folder = toBase64Url(utf8Bytes(prefix));

const put = (connection: ClusterConnection, values: Record<string, string>) =>
  connection.putAll(
    Object.entries(values).map(([name, value]) => ({
      key: utf8Bytes(`${prefix}${name}`),
      value: utf8Bytes(value),
    })),
  );

const content = async (connection: ClusterConnection): Promise<Record<string, string>> => {
  const key = utf8Bytes(prefix);
  const { keys } = await connection.keys.range({ key, rangeEnd: prefixEnd(key), limit: 100 });
  return Object.fromEntries(
    keys.map((stored) => [
      readableBytes(stored.key).slice(prefix.length),
      readableBytes(stored.value),
    ]),
  );
};

const row = (page: Page, text: string) => page.getByRole('treeitem').filter({ hasText: text });

const start = { first: '1', second: '2', 'inner/third': '3', 'inner/fourth': '4' };

test.describe.configure({ mode: 'serial' });

test('keys and a folder are chosen, deleted after a look, and brought back', async ({
  page,
  demo,
  errors,
}) => {
  const { connection, dashboard } = demo;
  await put(connection, start);
  await signIn(page, `${dashboard.url}/clusters/demo/keys?folder=${folder}`, 'operator');
  await expect(row(page, 'inner')).toBeVisible();
  await page.getByRole('tree').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText(/1 key, 1 folder selected/)).toBeVisible();
  await page.getByRole('tab', { name: 'Deleted' }).click();
  await page.getByRole('tab', { name: 'Browse' }).click();
  await expect(page.getByText(/1 key, 1 folder selected/)).toBeVisible();
  await page.getByRole('button', { name: 'Delete…', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/3 keys, .* as of revision/);
  await expect(dialog.getByRole('row').filter({ hasText: 'inner/third' })).toBeVisible();
  await expectAccessible(page);
  const confirm = dialog.getByRole('button', { name: 'Delete 3 keys' });
  await expect(confirm).toBeDisabled();
  // Somebody writes one of them after it was looked at.
  await put(connection, { 'inner/fourth': 'changed' });
  await dialog.getByLabel(/Type the number of keys/).fill('3');
  await confirm.click();
  await expect(dialog).toContainText('Left, changed by somebody else');
  await expect(dialog.getByRole('row').filter({ hasText: 'inner/fourth' })).toBeVisible();
  await expectAccessible(page);
  expect(await content(connection)).toEqual({ second: '2', 'inner/fourth': 'changed' });

  await dialog.getByRole('link', { name: 'Undo files' }).click();
  await expect(page).toHaveURL(/tab=import/);
  await page
    .getByRole('button', { name: /^Undo the change of/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText(/Written\s*2/);
  expect(await content(connection)).toEqual({ ...start, 'inner/fourth': 'changed' });
  expect(errors).toEqual([]);
});

test('a folder is exported, and imported elsewhere after a dry run', async ({
  page,
  demo,
  errors,
}) => {
  const { connection, dashboard } = demo;
  await put(connection, start);
  await signIn(page, `${dashboard.url}/clusters/demo/keys?folder=${folder}`, 'operator');
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  const [downloaded] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  await expect(dialog).toContainText(/is whole: 4 keys/);
  const file = path.join(demo.directory, 'exported.jsonl');
  await downloaded.saveAs(file);
  await dialog.getByRole('button', { name: 'Close' }).first().click();

  await put(connection, { first: 'changed' });
  await connection.deleteKey(utf8Bytes(`${prefix}second`));
  await page.getByRole('tab', { name: 'Import' }).click();
  await page.getByLabel('File', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByText(/2 keys would be written/)).toBeVisible();
  await page.getByRole('button', { name: 'Show what changes of /bulk/first' }).click();
  await expect(page.getByRole('region', { name: 'Change of line 2' })).toContainText('changed');
  await expectAccessible(page);
  await page.getByLabel(/Type the number of keys/).fill('2');
  await page.getByRole('button', { name: 'Write 2 keys' }).click();
  await expect(page.getByText('Written', { exact: true })).toBeVisible();
  expect(await content(connection)).toEqual(start);
  expect(errors).toEqual([]);
});

test('a viewer is offered none of it', async ({ page, demo, errors }) => {
  const { url } = demo.dashboard;
  await signIn(page, `${url}/clusters/demo/keys?folder=${folder}`, 'viewer');
  await expect(row(page, 'inner')).toBeVisible();
  await expect(page.getByRole('button', { name: /Export…|Delete…|Delete folder…/ })).toHaveCount(0);
  await page.goto(`${url}/clusters/demo/keys?tab=import`);
  await expect(page.getByText('Your role may not import keys')).toBeVisible();
  await expectAccessible(page);
  expect(errors).toEqual([]);
});
