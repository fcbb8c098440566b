import { expect, expectAccessible, signIn, test } from './journey';

test.describe.configure({ mode: 'serial' });

const page = '/clusters/demo/performance';

test('an operator checks the performance, with a plan first', async ({
  page: tab,
  demo,
  errors,
}) => {
  await signIn(tab, `${demo.dashboard.url}${page}`, 'operator');
  await expect(tab.getByText('Not checked yet')).toBeVisible();
  await expectAccessible(tab);
  await tab.getByRole('button', { name: 'Check performance…' }).click();
  const dialog = tab.getByRole('dialog');
  await dialog.getByLabel('How long').selectOption('10');
  await expect(dialog).toContainText('Writes 1,500 keys of 256 B with values of 1 KiB');
  await expect(dialog).toContainText('Only under /etcdscope-performance-check/');
  await expect(dialog).toContainText(/holds [\d,]+ Kubernetes objects/);
  await expectAccessible(tab);
  const start = dialog.getByRole('button', { name: 'Start the check' });
  await expect(start).toBeDisabled();
  await dialog.getByLabel(/^Type the name of the cluster/).fill('demo');
  await start.click();
  await expect(tab.getByRole('progressbar')).toBeVisible();

  const runs = tab.getByRole('table', { name: 'Checks' });
  await expect(runs).toContainText('Small, 10 s', { timeout: 40_000 });
  const rules = tab.getByRole('table', { name: 'Rules of the verdict' });
  await expect(rules).toContainText('No put fails');
  await expect(tab.getByRole('region', { name: 'Puts a second' })).toBeVisible();
  await expect(tab.getByRole('region', { name: 'WAL fsync during the check' })).toBeVisible();
  await expectAccessible(tab);
  const left = await demo.cluster.etcdctl('get', '--prefix', '--keys-only', '/etcdscope-perf');
  expect(left.trim()).toBe('');
  expect(errors).toEqual([]);
});

test('a viewer reads it in Chinese and in the dark, and starts none', async ({
  page: tab,
  demo,
  errors,
}) => {
  await signIn(tab, `${demo.dashboard.url}${page}`, 'viewer');
  await tab.goto(`${demo.dashboard.url}${page}?lang=zh&theme=dark`);
  await expect(tab.getByRole('table', { name: '检查记录' })).toContainText('小，10 秒');
  await expect(tab.getByRole('button', { name: '检查性能…' })).toHaveCount(0);
  await expectAccessible(tab);
  expect(errors).toEqual([]);
});
