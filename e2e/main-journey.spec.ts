import path from 'node:path';
import { expect, expectAccessible, signIn, test } from './journey';
import { killLeader } from './leader';
import { expectRestorable } from './restorable';
import { firstKey, openInTree } from './tree';

test.describe.configure({ mode: 'serial' });

test('log in, see the verdict, read a Pod as kubectl prints it', async ({ page, demo, errors }) => {
  await signIn(page, `${demo.dashboard.url}/clusters/demo`, 'admin');
  await expect(page.getByRole('heading', { name: 'Healthy' })).toBeVisible();
  await expect(page.getByText('3 of 3 members answered, quorum 2.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Keys' }).click();
  const pod = await firstKey(demo.connection, '/registry/pods/');
  await openInTree(page, pod);
  const value = page.locator('.cm-content');
  await expect(value).toContainText('apiVersion: v1');
  await expect(value).toContainText('kind: Pod');
  await expect(value).toContainText(`name: ${pod.split('/').at(-1)}`);
  await expectAccessible(page);
  const link = page.url();
  await page.goto(link);
  await expect(value).toContainText('kind: Pod');
  expect(errors).toEqual([]);
});

test('watch the fsync chart move, and find it again after a restart', async ({
  page,
  demo,
  errors,
}) => {
  await signIn(page, `${demo.dashboard.url}/clusters/demo/metrics?range=5m`, 'viewer');
  const legend = page.getByRole('list', { name: 'Members and their current values' }).first();
  await expect(legend).toContainText(/m1.*ms/, { timeout: 40_000 });
  const before = await legend.textContent();
  await expect.poll(() => legend.textContent(), { timeout: 40_000 }).not.toBe(before);
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('see a new leader within 10 s of the old one being killed', async ({ page, demo, errors }) => {
  await signIn(page, `${demo.dashboard.url}/clusters/demo`, 'viewer');
  await killLeader(page, demo.cluster);
  expect(errors).toEqual([]);
});

test('take a backup that etcd itself accepts', async ({ page, demo, errors }) => {
  await signIn(page, `${demo.dashboard.url}/clusters/demo/backups`, 'admin');
  await page.getByRole('button', { name: 'Back up now' }).click();
  const download = page.getByRole('link', { name: /^Download / }).first();
  await expect(download).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  const [downloaded] = await Promise.all([page.waitForEvent('download'), download.click()]);
  const file = path.join(demo.directory, 'downloaded.db');
  await downloaded.saveAs(file);
  await expectRestorable(demo.cluster, file);
  expect(errors).toEqual([]);
});
