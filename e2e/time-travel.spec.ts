import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { expect, expectAccessible, signIn, test } from './journey';

test.describe.configure({ mode: 'serial' });

const folder = '/travel/';
const bytes = (text: string): string => toBase64Url(utf8Bytes(text));

test('find a folder that was deleted with etcdctl and bring it back', async ({
  page,
  demo,
  errors,
}) => {
  const names = Array.from({ length: 5 }, (_, index) => `${folder}config/${index}`);
  for (const name of names) {
    await demo.cluster.etcdctl('put', name, `value of ${name}`);
  }
  const before = await demo.connection.keys.revision();
  await demo.cluster.etcdctl('del', '--prefix', folder);
  await demo.cluster.etcdctl('put', `${folder}config/0`, 'written by somebody else');

  const url = `${demo.dashboard.url}/clusters/demo/keys?tab=deleted&folder=${bytes(folder)}`;
  await signIn(page, url, 'operator');
  await page.getByLabel('Deleted since').fill(before);
  await page.getByRole('button', { name: 'Find deleted keys' }).click();
  const list = page.getByRole('table', { name: 'Deleted keys' });
  await expect(list.getByRole('row')).toHaveCount(5);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Bring back all 4 listed…' }).click();
  const plan = page.getByRole('dialog');
  await expect(plan).toContainText('4 keys come back');
  await expectAccessible(page);
  await plan.getByRole('button', { name: 'Bring 4 keys back' }).click();
  await expect(page.getByText('4 keys were brought back and read back.')).toBeVisible();
  await expect(list.getByText('brought back')).toHaveCount(4);
  const read = await demo.cluster.etcdctl('get', '--prefix', folder, '--print-value-only');
  expect(read.trim().split('\n')).toEqual([
    'written by somebody else',
    ...names.slice(1).map((name) => `value of ${name}`),
  ]);
  expect(errors).toEqual([]);
});

test('compare two revisions and unfold a difference', async ({ page, demo, errors }) => {
  const name = `${folder}compared`;
  await demo.cluster.etcdctl('put', name, 'port: 5432');
  const before = await demo.connection.keys.revision();
  await demo.cluster.etcdctl('put', name, 'port: 5433');
  await demo.cluster.etcdctl('put', `${folder}new`, 'v');
  const url = `${demo.dashboard.url}/clusters/demo/keys?tab=compare&folder=${bytes(folder)}`;
  await signIn(page, url, 'viewer');
  await page.getByLabel('Before').fill(before);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('button', { name: '1 added' })).toBeEnabled();
  await page.getByRole('button', { name: '1 changed' }).click();
  const list = page.getByRole('table', { name: 'Keys that differ' });
  await expect(list.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: `Difference of ${name}` }).click();
  await expect(list).toContainText('5432');
  await expect(list).toContainText('5433');
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('read the history of a key across its deletion and restore a value', async ({
  page,
  demo,
  errors,
}) => {
  const name = `${folder}lives`;
  for (const value of ['first', 'second']) {
    await demo.cluster.etcdctl('put', name, value);
  }
  await demo.cluster.etcdctl('del', name);
  await demo.cluster.etcdctl('put', name, 'third');
  const url = `${demo.dashboard.url}/clusters/demo/keys?view=history&key=${bytes(name)}`;
  await signIn(page, url, 'operator');
  const history = page.getByRole('table', { name: `History of ${name}` });
  await expect(history.getByRole('row')).toHaveCount(5);
  await expect(history.getByText('deleted', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await history
    .getByRole('button', { name: /^Restore the value/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('second');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(dialog).toContainText('and read back');
  expect(await demo.cluster.etcdctl('get', name, '--print-value-only')).toBe('second\n');
  expect(errors).toEqual([]);
});

test('move the tree to the past and back', async ({ page, demo, errors }) => {
  const name = `${folder}gone`;
  await demo.cluster.etcdctl('put', `${folder}stays`, 'v');
  await demo.cluster.etcdctl('put', name, 'v');
  const revision = await demo.connection.keys.revision();
  await demo.cluster.etcdctl('del', name);
  const url = `${demo.dashboard.url}/clusters/demo/keys?folder=${bytes(folder)}`;
  await signIn(page, url, 'viewer');
  const row = page.getByRole('treeitem').filter({ hasText: 'gone' });
  await expect(page.getByRole('treeitem').filter({ hasText: 'stays' })).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.getByTitle('Show an earlier moment').click();
  await page.getByLabel('Time or revision').fill(revision);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(row).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`rev=${revision}`));
  const slider = page.getByRole('slider', { name: 'Revision of the store that is shown' });
  await expect(slider).toHaveAttribute('aria-valuetext', /rev/);
  await expectAccessible(page);
  await slider.focus();
  await page.keyboard.press('End');
  await expect(row).toHaveCount(0);
  await expect(page).not.toHaveURL(/rev=/);
  expect(errors).toEqual([]);
});
