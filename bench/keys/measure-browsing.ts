import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setInterval as every } from 'node:timers';
import { chromium, type Page } from 'playwright';
import { passwords } from '@/e2e/running-demo';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { connectCluster } from '@/lib/server/etcd/connect-cluster';
import { findChromium } from '@/scripts/chromium/find-chromium';
import { buildOnce } from '@/scripts/dashboard/build-once';
import { startDashboard } from '@/scripts/dashboard/start-dashboard';
import { demoSettings } from '@/scripts/demo/demo-settings';
import { startCluster } from '@/scripts/etcd/start-cluster';
import type { KeySet } from './kubernetes-like-keys';
import { loadKeys } from './load-keys';

/**
 * Resident memory of the dashboard's process in mebibytes: `before` once its pages were opened with
 * nothing in them, so that their code is loaded, and how far it grows with a million keys.
 */
export type BrowsingCost = {
  afterStartMebibytes: number;
  beforeMebibytes: number;
  browsingMebibytes: number;
  growthMebibytes: number;
  barMebibytes: number;
};

const residentMebibytes = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
};

const keysUrl = (url: string, folder: string): string =>
  `${url}/clusters/demo/keys?folder=${toBase64Url(utf8Bytes(folder))}`;

/** The pages with next to nothing in them. */
const openEmpty = async (page: Page, url: string): Promise<void> => {
  await page.goto(keysUrl(url, '/nothing/'));
  await page.getByRole('tree').waitFor();
  await page.goto(`${url}/clusters/demo/keys?tab=search`);
  await page.getByLabel('Search for').waitFor();
};

const openAndScroll = async (page: Page, url: string): Promise<void> => {
  await page.goto(keysUrl(url, '/registry/'));
  await page.getByRole('treeitem').filter({ hasText: 'configmaps' }).first().waitFor();
  await page.goto(keysUrl(url, '/registry/events/kube-system/'));
  await page.getByRole('treeitem').filter({ hasText: 'app-' }).first().waitFor();
  await page.getByRole('tree').focus();
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('End');
    await page.waitForTimeout(100);
  }
  await page.getByRole('button', { name: 'Last page of this folder' }).click();
  await page.waitForURL(/last=true/);
};

const search = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}/clusters/demo/keys?tab=search`);
  await page.getByLabel('Search for').fill('app-99999');
  await page.getByLabel('Pace').selectOption({ label: 'fast' });
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByText(/searched ([\d,]+) of \1/).waitFor({ timeout: 300_000 });
};

/** What a dashboard's memory grows by while one browser opens, scrolls and searches a set of keys. */
export const measureBrowsing = async (set: KeySet): Promise<BrowsingCost> => {
  await buildOnce();
  const directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-bench-'));
  const cluster = await startCluster({
    members: 1,
    directory: path.join(directory, 'etcd'),
    arguments: ['--unsafe-no-fsync', '--quota-backend-bytes=8589934592'],
  });
  const connection = connectCluster(cluster.config);
  await loadKeys(connection, set, { from: 300, to: 4_000 });
  connection.close();
  const dashboard = await startDashboard({
    directory: path.join(directory, 'dashboard'),
    settings: demoSettings(cluster),
  });
  await dashboard.addAccount('admin', 'admin', passwords.admin);
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${dashboard.url}/clusters/demo`);
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password').fill(passwords.admin);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page
    .getByText(/members? answered/)
    .first()
    .waitFor();
  const pid = dashboard.pid ?? 0;
  const afterStart = await residentMebibytes(pid);
  await openEmpty(page, dashboard.url);
  const before = await residentMebibytes(pid);
  let highest = before;
  const sampler = every(async () => {
    highest = Math.max(highest, await residentMebibytes(pid));
  }, 100);
  await openAndScroll(page, dashboard.url);
  const browsing = highest - before;
  await search(page, dashboard.url);
  clearInterval(sampler);
  await browser.close();
  await dashboard.stop();
  await cluster.stop();
  await rm(directory, { recursive: true, force: true });
  return {
    afterStartMebibytes: Math.round(afterStart),
    beforeMebibytes: Math.round(before),
    browsingMebibytes: Math.round(browsing),
    growthMebibytes: Math.round(highest - before),
    barMebibytes: 150,
  };
};
