import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { startDashboard } from '../scripts/dashboard/start-dashboard';
import { demoSettings } from '../scripts/demo/demo-settings';
import { expect, expectAccessible, signIn, test } from './journey';
import { passwords } from './running-demo';
import { withoutPrometheus } from './without-prometheus';

test.describe.configure({ mode: 'serial' });

const alerts = '/clusters/demo/alerts';
const rule = `${alerts}/high-fsync-durations-warning`;
/** An evaluation follows each round of scrapes, which the demo makes every five seconds. */
const evaluating = { timeout: 30_000 };

const firing = (page: Page) => page.getByRole('table', { name: /^Firing/ });
const verdict = (page: Page) => page.getByRole('region', { name: /fir(e|ing)/ });

const openChange = async (page: Page) => {
  await page.getByRole('button', { name: 'Change rule…' }).click();
  return page.getByRole('dialog', { name: 'Change: WAL fsync is slow' });
};

test('an admin lowers a threshold, sees the rule fire live, silences it and restores it', async ({
  page,
  demo,
  errors,
}) => {
  await signIn(page, `${demo.dashboard.url}${alerts}`, 'admin');
  await expect(verdict(page)).toContainText('rules are evaluated', evaluating);
  const requests = page.getByRole('region', { name: 'Requests and network' });
  await expect(requests.getByRole('row', { name: /^Requests are slow/ })).toContainText(
    'needs --metrics=extensive',
  );
  await expectAccessible(page);

  await page.getByRole('link', { name: 'WAL fsync is slow' }).click();
  await expect(page).toHaveURL(/alerts\/high-fsync-durations-warning/);
  await expect(page.getByRole('region', { name: 'Expression' })).toContainText(/quantile.*> 0\.5/s);
  const change = await openChange(page);
  await change.getByLabel('Longer than (seconds)').fill('0.0001');
  await change.getByLabel('Must hold for (seconds)').fill('0');
  await change.getByLabel('Reason').fill('to see it fire');
  await expectAccessible(page);
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(change).toBeHidden();

  await expect(firing(page).getByRole('row')).toHaveCount(4, evaluating);
  await expect(firing(page).getByRole('row', { name: /m1/ })).toContainText('against 100 µs');
  await expect(page.getByRole('link', { name: /^Alerts.*3 alerts are firing/ })).toBeVisible();
  const chart = page.getByRole('region', { name: 'WAL fsync', exact: true });
  await expect(chart.getByRole('slider')).toBeVisible(evaluating);
  await expect(chart).toContainText('threshold 100 µs');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Silence…' }).first().click();
  const silence = page.getByRole('dialog', { name: 'Silence alerts' });
  await silence.getByLabel('Reason').fill('a planned test of the disks');
  await silence.getByLabel('Until').selectOption('1h');
  await silence.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(firing(page).getByText('silenced', { exact: true })).toHaveCount(3, evaluating);
  await expect(page.getByRole('link', { name: /^Alerts.*firing/ })).toHaveCount(0);

  await page.getByRole('link', { name: 'All alerts' }).click();
  await page.getByRole('tab', { name: 'Silences' }).click();
  const silences = page.getByRole('table', { name: 'Silences' });
  const row = silences.getByRole('row', { name: /a planned test of the disks/ });
  await expect(row).toContainText('in force');
  await expectAccessible(page);
  await row.getByRole('button', { name: 'End now' }).click();
  await expect(row).toContainText('over');

  await page.goto(`${demo.dashboard.url}${rule}`);
  const restore = await openChange(page);
  await restore.getByRole('button', { name: 'Defaults' }).click();
  await expect(restore.getByLabel('Longer than (seconds)')).toHaveValue('0.5');
  await restore.getByLabel('Reason').fill('seen');
  await restore.getByRole('button', { name: 'Save' }).click();
  await expect(firing(page)).toHaveCount(0, evaluating);
  const history = page.getByRole('table', { name: 'History of alerts' });
  await expect(history.getByRole('row')).toHaveCount(4);
  await expect(history).not.toContainText('still firing');

  await page.goto(`${demo.dashboard.url}${alerts}?tab=history`);
  await expect(page.getByRole('row', { name: /WAL fsync is slow/ })).toHaveCount(3);
  await page.getByRole('tab', { name: 'Deliveries' }).click();
  await expect(page.getByText('Alerts are only shown here')).toBeVisible();
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('a viewer reads the alerts, also dark, Chinese and embedded, and changes nothing', async ({
  page,
  demo,
  errors,
}, info) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await signIn(page, `${demo.dashboard.url}${rule}`, 'viewer');
  await expect(page.getByRole('heading', { name: 'What to do' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Expression' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change rule…' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Silence…' })).toHaveCount(0);
  const embedded = '?embed=1&theme=dark&lang=zh';
  for (const [name, path, heading] of [
    ['rule', rule, 'WAL fsync 缓慢'],
    ['alerts', alerts, '没有正在触发的告警'],
  ] as const) {
    await page.goto(`${demo.dashboard.url}${path}${embedded}`);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expectAccessible(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  }
  expect(errors).toEqual([]);
});

test('on a narrow screen no column stands over another; facts stand where there is no chart', async ({
  page,
  demo,
  errors,
}, info) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, `${demo.dashboard.url}${alerts}`, 'viewer');
  const table = page.getByRole('table', { name: 'Database', exact: true });
  await expect(table).toBeVisible();
  const places = await page.getByRole('columnheader').evaluateAll((cells) =>
    cells.map((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      const { top, left, right } = range.getBoundingClientRect();
      return { top, left, right };
    }),
  );
  const over = places.filter(({ top, left }, index) => {
    const before = places[index - 1];
    return before !== undefined && before.top === top && left < before.right;
  });
  expect(places.length).toBeGreaterThan(10);
  expect(over).toEqual([]);
  await page.screenshot({ path: info.outputPath('narrow.png'), fullPage: true });

  for (const [rule, fact] of [
    ['certificate-expiry-warning', /certificate=client.*days/s],
    ['backup-too-old', /Age of the newest backup/],
    ['version-skew', /m1.*3\.\d/s],
    ['clock-skew', /m1.*ms/s],
  ] as const) {
    await page.goto(`${demo.dashboard.url}${alerts}/${rule}`);
    const facts = page.getByRole('region', { name: 'What there is now' });
    await expect(facts).toContainText(fact, evaluating);
  }
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('tells that our own samples stand in for a Prometheus that is down', async ({
  page,
  demo,
  errors,
}, info) => {
  await withoutPrometheus(page, demo, async (dashboard, host) => {
    await signIn(page, `${dashboard.url}${alerts}`, 'viewer');
    const answer = page.getByRole('region', { name: /firing/ });
    await expect(answer).toContainText('in place of Prometheus', evaluating);
    await expect(answer).toContainText(`Prometheus at ${host} cannot be reached`);
    await expect(page.getByRole('row', { name: /^A member has no leader/ })).toContainText(
      'inactive',
      evaluating,
    );
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('stand-in.png') });
    await page.goto(`${dashboard.url}${alerts}?lang=zh`);
    await expect(page.getByText('代替 Prometheus', { exact: false }).first()).toBeVisible();
    await page.goto(`${dashboard.url}${alerts}/excessive-database-growth?lang=en`);
    await expect(page.getByText(/last 6 hours|since/).first()).toBeVisible();
    expect(errors).toEqual([]);
  });
});

/** A webhook on a free port of this machine; gives what was posted to it. */
const startWebhook = async () => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    bodies.push(Buffer.concat(chunks).toString());
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { bodies, url: `http://127.0.0.1:${port}/a-secret-path`, stop: () => server.close() };
};

test('an admin tries the receivers: one delivers, one tells why not', async ({
  page,
  demo,
  errors,
}) => {
  const webhook = await startWebhook();
  const dashboard = await startDashboard({
    directory: path.join(demo.directory, 'with-receivers'),
    settings: {
      ...demoSettings(demo.cluster),
      notifications: [
        { kind: 'webhook', name: 'pager', url: webhook.url },
        { kind: 'webhook', name: 'broken', url: 'http://127.0.0.1:1/' },
      ],
    },
  });
  await dashboard.addAccount('admin', 'admin', passwords.admin);
  await signIn(page, `${dashboard.url}${alerts}?tab=deliveries`, 'admin');
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name} `) });
  await expect(row('pager')).toContainText('not used yet');
  await expect(page.getByRole('table', { name: 'Receivers' })).not.toContainText('secret-path');
  await page.getByRole('button', { name: 'Send a test message to pager' }).click();
  await expect(row('pager')).toContainText('Delivered.');
  expect(webhook.bodies.join()).toContain('"receiver":"pager"');
  await page.getByRole('button', { name: 'Send a test message to broken' }).click();
  await expect(row('broken')).toContainText('Not delivered: It cannot be reached (ECONNREFUSED).');
  await expectAccessible(page);
  await page.goto(`${dashboard.url}${alerts}?tab=deliveries&lang=zh`);
  await expect(row('broken')).toContainText('无法连接（ECONNREFUSED）。');
  await dashboard.stop();
  webhook.stop();
  expect(errors).toEqual([]);
});
