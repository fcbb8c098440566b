import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { expect, expectAccessible, signIn, test } from './journey';

const monitoring = '/clusters/demo/monitoring';

test('an operator takes along what makes Prometheus and Grafana watch the cluster', async ({
  page,
  demo,
  errors,
}, info) => {
  await signIn(page, `${demo.dashboard.url}${monitoring}`, 'operator');
  const targets = page.getByRole('region', { name: 'etcd-demo-scrape-config.yaml' });
  for (const { endpoint } of demo.cluster.members) {
    await expect(targets).toContainText(new URL(endpoint).host);
  }
  await expect(page.getByRole('button', { name: 'Copy' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'ServiceMonitor' }).click();
  const objects = page.getByRole('region', { name: 'etcd-demo-service-monitor.yaml' });
  await expect(objects).toContainText('kubectl -n monitoring create secret generic');

  await page.getByRole('tab', { name: 'Rules', exact: true }).click();
  await expect(page).toHaveURL(/format=rules/);
  await expect(page.getByText(/backup-too-old/)).toBeVisible();
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('etcd-demo-rules.yaml');
  const { groups } = parse(await readFile(await download.path(), 'utf8'));
  expect(groups[0].rules.map(({ alert }: { alert: string }) => alert)).toContain('etcdNoLeader');

  await page.goto(`${demo.dashboard.url}${monitoring}?format=grafana&embed=1&theme=dark&lang=zh`);
  await expect(page.getByRole('region', { name: 'etcd-demo-dashboard.json' })).toContainText(
    'schemaVersion',
  );
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('dark-chinese.png') });
  expect(errors).toEqual([]);
});

test('a viewer is told that it takes an operator', async ({ page, demo, errors }) => {
  await signIn(page, `${demo.dashboard.url}${monitoring}`, 'viewer');
  await expect(page.getByText('needs the role operator')).toBeVisible();
  await expect(page.getByRole('tab')).toHaveCount(0);
  await expectAccessible(page);
  expect(errors).toEqual([]);
});
