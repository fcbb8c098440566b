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
  await expect(objects).toContainText('<PASTE base64 of ');
  await page.getByLabel('Namespace').fill('Not_one');
  await expect(page.getByText(/A namespace has/)).toBeVisible();
  await page.getByLabel('Namespace').fill('watched');
  await page.getByLabel('Labels').fill('release=prometheus');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/namespace=watched/);
  await expect(objects).toContainText('namespace: watched');
  await expect(objects).toContainText('release: prometheus');
  await expectAccessible(page);

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

  await page.goto(`${demo.dashboard.url}${monitoring}?format=prometheus-rule&embed=1`);
  await page.getByRole('button', { name: 'As in KubeSphere' }).click();
  await expect(page.getByRole('region', { name: 'etcd-demo-prometheus-rule.yaml' })).toContainText(
    'app.kubernetes.io/vendor: kubesphere',
  );
  await expect(page.getByLabel('Namespace')).toHaveValue('kubesphere-monitoring-system');

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
