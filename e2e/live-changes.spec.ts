import type { Locator, Page } from '@playwright/test';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { expect, expectAccessible, signIn, test } from './journey';

const folder = '/live/';
const listOf = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Changes, newest first' });
const changesOf = (url: string): string =>
  `${url}/clusters/demo/keys?tab=changes&folder=${toBase64Url(utf8Bytes(folder))}`;

test('what is put with etcdctl shows up in the Changes tab and survives a reload', async ({
  page,
  demo,
  errors,
}) => {
  await signIn(page, changesOf(demo.dashboard.url), 'viewer');
  await expect(page.getByText(/^Changes under \/live\/ since/)).toBeVisible();
  await expect(page.getByText('No changes yet')).toBeVisible();
  await demo.cluster.etcdctl('put', '/live/orders/1', 'one');
  await demo.cluster.etcdctl('put', '/live/orders/1', 'two');
  await demo.cluster.etcdctl('put', '/elsewhere', 'x');
  await demo.cluster.etcdctl('del', '/live/orders/1');
  const lines = listOf(page).getByRole('option');
  await expect(lines).toHaveText([
    /deleted.*orders\/1/,
    /changed.*orders\/1/,
    /created.*orders\/1/,
  ]);
  const rates = page.getByRole('region', { name: 'Rate of changes' });
  await rates.getByRole('button', { name: 'orders/' }).click();
  await expect(rates.getByRole('button', { name: '1' })).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(lines).toHaveCount(3);
  expect(errors).toEqual([]);
});

test('a paused list stands still and says how much came meanwhile', async ({
  page,
  demo,
  errors,
}) => {
  await signIn(page, changesOf(demo.dashboard.url), 'viewer');
  await expect(page.getByText(/^Changes under \/live\/ since/)).toBeVisible();
  await demo.cluster.etcdctl('put', '/live/a', '1');
  const lines = listOf(page).getByRole('option');
  await expect(lines.first()).toContainText('createda');
  const before = await lines.count();
  await page.getByRole('button', { name: 'Pause' }).click();
  await demo.cluster.etcdctl('put', '/live/b', '1');
  const goOn = page.getByRole('button', { name: 'Go on (1 new)' });
  await expect(goOn).toBeVisible();
  expect(await lines.count()).toBe(before);
  await goOn.click();
  await expect(lines.first()).toContainText('createdb');
  await page.getByLabel('Filter by key or kind').fill('LIVE/A');
  await expect(lines).toHaveCount(1);
  await lines.first().click();
  await expect(page.getByRole('region', { name: '/live/a' })).toBeVisible();
  expect(errors).toEqual([]);
});

test('a new key appears in the open tree by itself', async ({ page, demo, errors }) => {
  await demo.cluster.etcdctl('put', '/live/a', '1');
  const { url } = demo.dashboard;
  const prefix = toBase64Url(utf8Bytes(folder));
  await signIn(page, `${url}/clusters/demo/keys?folder=${prefix}`, 'viewer');
  const tree = page.getByRole('tree');
  await expect(tree.getByRole('treeitem', { name: /^a/ })).toBeVisible();
  await demo.cluster.etcdctl('put', '/live/zebra', '1');
  await expect(tree.getByRole('treeitem', { name: /^zebra/ })).toBeVisible();
  await demo.cluster.etcdctl('del', '/live/zebra');
  await expect(tree.getByRole('treeitem', { name: /^zebra/ })).toBeHidden();
  expect(errors).toEqual([]);
});
