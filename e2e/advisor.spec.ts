import { utf8Bytes } from '@/lib/domain/bytes';
import { expect, expectAccessible, signIn, test } from './journey';

test('the advisor finds a member that was stopped, and that it is back', async ({
  page,
  demo,
  errors,
}) => {
  await signIn(page, `${demo.dashboard.url}/clusters/demo`, 'viewer');
  await page.getByRole('link', { name: 'Advisor: what to mend' }).click();
  const findings = page.getByRole('list', { name: 'Findings, worst first' });
  const silent = findings.getByRole('heading', { name: 'm3 does not answer' });
  await expect(findings.getByRole('heading', { name: 'There is no backup' })).toBeVisible();
  await expect(findings.getByText("etcd's own authentication is off")).toBeVisible();
  await expect(silent).toHaveCount(0);
  await expectAccessible(page);

  const stopped = demo.cluster.members[2];
  await stopped?.stop();
  await expect(silent).toBeVisible({ timeout: 30_000 });
  const finding = page.getByRole('region', { name: 'm3 does not answer' });
  await expect(finding).toContainText('2 of 3 members answered; 2 are needed');
  await finding.getByText('Why it matters and how to mend it').click();
  await expect(finding).toContainText('one failure less that the cluster survives');
  await expect(finding).toContainText('etcdctl endpoint health --endpoints=');
  await expect(page.getByRole('region', { name: 'What could not be judged' })).toContainText('m3');
  await stopped?.start();
  await stopped?.untilHealthy();
  await expect(silent).toHaveCount(0, { timeout: 30_000 });

  await finding.waitFor({ state: 'detached' });
  await findings.getByRole('link', { name: 'Look at it: Backups' }).first().click();
  await expect(page).toHaveURL(/\/backups/);
  expect(errors).toEqual([]);
});

test('after a storm of writes, why it is slow names the storm and its prefix', async ({
  page,
  demo,
  errors,
}) => {
  const { url } = demo.dashboard;
  await signIn(page, `${url}/clusters/demo/keys?tab=changes`, 'operator');
  await expect(page.getByRole('tab', { name: 'Changes', exact: true })).toBeVisible();
  for (let batch = 0; batch < 400; batch += 1) {
    await demo.connection.putAll(
      Array.from({ length: 100 }, (_, index) => ({
        key: utf8Bytes(`/storm/orders/${batch % 20}-${index}`),
        value: utf8Bytes('x'.repeat(100)),
      })),
    );
  }
  await page.goto(`${url}/clusters/demo/advisor?tab=slow&minutes=2&theme=dark`);
  const causes = page.getByRole('region', { name: 'Possible causes, strongest evidence first' });
  const storm = causes.getByRole('listitem').filter({ hasText: 'A storm of writes' }).first();
  await expect(storm).toContainText(/Evidence \d+ of 100/, { timeout: 40_000 });
  await expect(storm).toContainText(/\/storm\/orders\/.*: .*writes/);
  await expect(storm).toContainText('begins to count at 200/s');
  await expectAccessible(page);
  await page.getByLabel('Time looked back').selectOption('30');
  await expect(page).toHaveURL(/minutes=30/);
  await page.getByRole('tab', { name: 'Findings' }).click();
  await expect(page.getByRole('list', { name: 'Findings, worst first' })).toBeVisible();
  await expectAccessible(page);
  expect(errors).toEqual([]);
});
