import type { Locator, Page } from '@playwright/test';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { expect, expectAccessible, signIn, test } from './journey';
import type { RunningDemo } from './running-demo';

const key = 'team/settings';

const open = (page: Page, demo: RunningDemo, name: string) =>
  page.goto(`${demo.dashboard.url}/clusters/demo/keys?key=${toBase64Url(utf8Bytes(name))}`);

const pane = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

const stored = async (demo: RunningDemo, name: string) => {
  const { keys } = await demo.connection.keys.range({
    key: utf8Bytes(name),
    rangeEnd: undefined,
    limit: 1,
  });
  const [found] = keys;
  return found === undefined
    ? undefined
    : { text: new TextDecoder().decode(found.value), lease: found.lease };
};

test('a key is created, edited with a diff, renamed, given a time to live and deleted', async ({
  page,
  demo,
  errors,
}) => {
  test.slow();
  await signIn(page, `${demo.dashboard.url}/clusters/demo/keys`, 'operator');
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New key').fill(key);
  await dialog.getByLabel('Value', { exact: true }).fill('colour: green\n');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(pane(page, key)).toBeVisible();
  expect(await stored(demo, key)).toEqual({ text: 'colour: green\n', lease: '0' });

  // Another key in between loses nothing that was typed.
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Value', { exact: true }).fill('colour: blue\n');
  await page.getByRole('button', { name: 'Review changes' }).click();
  await expect(page.locator('.cm-deletedChunk')).toContainText('green');
  await expect(page.locator('.cm-changedLine')).toContainText('blue');
  await page.getByRole('button', { name: 'Side by side' }).click();
  await expect(page.locator('.cm-mergeView .cm-content')).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/^Written at revision \d+ and read back/)).toBeVisible();
  expect(await stored(demo, key)).toEqual({ text: 'colour: blue\n', lease: '0' });

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('button', { name: 'Review changes' }).click();
  await expect(page.getByText('No difference')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('nothing was written')).toBeVisible();

  await page.getByRole('button', { name: 'Rename' }).click();
  await dialog.getByLabel('New key').fill('team/renamed');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(pane(page, 'team/renamed')).toBeVisible();
  expect(await stored(demo, key)).toBeUndefined();

  await page.getByRole('button', { name: 'Time to live' }).click();
  await dialog.getByLabel('Time to live in seconds').fill('3600');
  await dialog.getByRole('button', { name: 'Set' }).click();
  await expect(page.getByText(/left of/)).toBeVisible();
  expect((await stored(demo, 'team/renamed'))?.lease).not.toBe('0');

  await page.getByRole('button', { name: 'Delete' }).click();
  const confirm = dialog.getByRole('button', { name: 'Delete' });
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel('Type the key to delete it').fill('team/renamed');
  await expectAccessible(page);
  await confirm.click();
  await expect(page.getByText(/Deleted or expired at revision|not there any more/)).toBeVisible();
  expect(await stored(demo, 'team/renamed')).toBeUndefined();
  // The browser itself notes that the deleted key was asked for and not found.
  const others = errors.splice(0).filter((error) => !error.includes('404'));
  expect(others).toEqual([]);
});

test('where somebody was faster all three sides are shown, and nothing typed is lost', async ({
  page,
  demo,
  errors,
}) => {
  test.slow();
  const name = 'team/contested';
  const put = (text: string) =>
    demo.connection.putAll([{ key: utf8Bytes(name), value: utf8Bytes(text) }]);
  await put('one\ntwo\nthree\n');
  await signIn(page, `${demo.dashboard.url}/clusters/demo/keys`, 'operator');
  await open(page, demo, name);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Value', { exact: true }).fill('one\ntwo\nMINE\n');
  await put('THEIRS\ntwo\nthree\n');
  await expect(page.getByText(/Somebody else changed this key at revision/)).toBeVisible();
  await page.getByRole('button', { name: 'Review changes' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  const conflict = page.getByRole('region', { name: 'Somebody else was faster' });
  await expect(conflict.getByText('THEIRS').first()).toBeVisible();
  await expect(conflict.getByText('MINE').first()).toBeVisible();
  await expectAccessible(page);
  expect((await stored(demo, name))?.text).toBe('THEIRS\ntwo\nthree\n');

  await conflict.getByRole('button', { name: 'Edit mine on over theirs' }).click();
  const field = page.getByLabel('Value', { exact: true });
  await expect(field).toHaveValue('one\ntwo\nMINE\n');
  await field.fill('THEIRS\ntwo\nMINE\n');
  await page.getByRole('button', { name: 'Review changes' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/^Written at revision/)).toBeVisible();
  expect((await stored(demo, name))?.text).toBe('THEIRS\ntwo\nMINE\n');
  // A refused save is an answer 409, which the browser notes.
  expect(errors.splice(0).filter((error) => !error.includes('409'))).toEqual([]);
});

test('Kubernetes objects are read-only until an admin allows it, and viewers change nothing', async ({
  page,
  browser,
  demo,
  errors,
}) => {
  test.slow();
  const name = '/registry/configmaps/default/e2e';
  const object = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"e2e"}}';
  await demo.connection.putAll([{ key: utf8Bytes(name), value: utf8Bytes(object) }]);
  await signIn(page, `${demo.dashboard.url}/clusters/demo/keys`, 'admin');
  await open(page, demo, name);
  await expect(page.getByText('Kubernetes objects are read-only here')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Allow…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('a test of editing');
  await dialog.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Beside' }).click();
  await expect(page.locator('.cm-content')).toHaveCount(2);
  const other = await browser.newPage();
  await signIn(other, `${demo.dashboard.url}/clusters/demo/keys`, 'viewer');
  await open(other, demo, name);
  await expect(pane(other, name)).toBeVisible();
  await expect(other.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
  await other.close();
  expect(errors).toEqual([]);
});
