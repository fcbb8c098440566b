import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts } from '../scripts/free-ports';
import { type ReverseProxy, startKubeSphereProxy } from '../scripts/testing/proxies';
import { test as base, expect, expectAccessible } from './journey';
import { killLeader } from './leader';
import { expectRestorable } from './restorable';
import { type RunningDemo, startRunningDemo } from './running-demo';
import { firstKey, openInTree } from './tree';

const prefix = '/proxy/etcdscope';
const secret = randomBytes(32).toString('hex');

const framePage = (query: string): string => `<!doctype html><html lang="en"><head>
<title>KubeSphere</title><link rel="icon" href="data:,"><style>body{margin:0}iframe{border:0;width:100%;height:95vh}</style></head>
<body><main aria-label="Console"><h1>Console</h1>
<iframe title="etcd" src="${prefix}/?embed=1&cluster=demo&${query}"></iframe></main></body></html>`;

const users = { anna: 'admin', vera: 'viewer' } as const;

type Console = { demo: RunningDemo; proxies: Record<'anna' | 'vera' | 'mallory', ReverseProxy> };

const startConsole = (user: string, port: number): Promise<ReverseProxy> =>
  startKubeSphereProxy({
    upstream: `http://127.0.0.1:${port}`,
    prefix,
    secret,
    user,
    groups: ['system:authenticated'],
    pages: {
      '/clusters/host/etcd': framePage('theme=light&lang=en'),
      '/clusters/host/etcd-dark': framePage('theme=dark&lang=zh'),
    },
  });

/** etcdscope in KubeSphere mode, and consoles that each speak for one user. */
const test = base.extend<object, { demo: RunningDemo; console: Console }>({
  console: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of this pattern.
    async ({}, use) => {
      const file = path.join(tmpdir(), `etcdscope-secret-${process.pid}`);
      await writeFile(file, secret, { mode: 0o600 });
      const [port = 0] = await freePorts(1);
      const proxies = {
        anna: await startConsole('anna', port),
        vera: await startConsole('vera', port),
        mallory: await startConsole('mallory', port),
      };
      const settings = {
        basePath: prefix,
        publicOrigins: Object.values(proxies).map(({ origin }) => origin),
        authentication: { mode: 'kubesphere', secretFiles: [file], roles: { users } },
      };
      const demo = await startRunningDemo(settings, port);
      await use({ demo, proxies });
      await Promise.all(Object.values(proxies).map((proxy) => proxy.close()));
      await demo.stop();
      await rm(file);
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  demo: [({ console }, use) => use(console.demo), { scope: 'worker' }],
});

test('the whole journey inside a frame of the console', async ({ page, console, errors }) => {
  const { demo } = console;
  const proxy = console.proxies.anna;
  await page.goto(`${proxy.origin}/clusters/host/etcd`);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByText('3 of 3 members answered, quorum 2.')).toBeVisible();
  await expect(frame.getByRole('navigation', { name: 'Main navigation' })).toHaveCount(0);
  await expect(frame.getByRole('button', { name: 'Sign out' })).toHaveCount(0);
  await expectAccessible(page);

  await frame.getByRole('link', { name: 'Keys' }).click();
  const pod = await firstKey(demo.connection, '/registry/pods/');
  await openInTree(frame, pod);
  await expect(frame.locator('.cm-content')).toContainText('kind: Pod');
  await openInTree(frame, await firstKey(demo.connection, '/registry/secrets/'));
  await expect(frame.locator('.cm-content')).toContainText('<masked>');

  await frame.getByRole('link', { name: 'Metrics' }).click();
  await expect(frame.locator('.recharts-surface').first()).toBeVisible({ timeout: 40_000 });

  await frame.getByRole('link', { name: 'Overview' }).click();
  await killLeader(frame, demo.cluster);

  await frame.getByRole('link', { name: 'Backups', exact: true }).click();
  await frame.getByRole('button', { name: 'Back up now' }).click();
  const download = frame.getByRole('link', { name: /^Download / }).first();
  await expect(download).toBeVisible({ timeout: 30_000 });
  const [downloaded] = await Promise.all([page.waitForEvent('download'), download.click()]);
  const file = path.join(demo.directory, 'framed.db');
  await downloaded.saveAs(file);
  await expectRestorable(demo.cluster, file);
  expect(await page.context().cookies()).toEqual([]);
  expect(errors).toEqual([]);
});

test('dark and Chinese from the query, and a viewer stays a viewer', async ({
  page,
  console,
  errors,
}) => {
  const proxy = console.proxies.vera;
  await page.goto(`${proxy.origin}/clusters/host/etcd-dark`);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByText('3 个成员中有 3 个响应')).toBeVisible();
  await expect(frame.locator('html')).toHaveClass(/dark/);
  await frame.getByRole('link', { name: '备份', exact: true }).click();
  await expect(frame.getByRole('button', { name: '立即备份' })).toHaveCount(0);
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('identity without the secret is nobody, and strangers are told so', async ({
  page,
  console,
}) => {
  const { dashboard } = console.demo;
  const forged = await page.request.get(`${dashboard.url}${prefix}/api/v1/session`, {
    headers: { 'x-remote-user': 'anna' },
  });
  expect(forged.status()).toBe(401);
  const wrong = await page.request.get(`${dashboard.url}${prefix}/api/v1/session`, {
    headers: { 'x-remote-user': 'anna', 'x-etcdscope-proxy-secret': 'a'.repeat(64) },
  });
  expect(wrong.status()).toBe(401);
  const stranger = console.proxies.mallory;
  const refused = await page.request.get(`${stranger.url}/api/v1/clusters`);
  expect([401, 403]).toContain(refused.status());
  await page.goto(`${stranger.origin}/clusters/host/etcd`);
  await expect(page.frameLocator('iframe').getByRole('main')).toContainText(/access/i);
});

test('a page of another origin may not frame it', async ({ page, console }) => {
  const proxy = console.proxies.anna;
  const foreign = framePage('theme=light').replace(
    prefix,
    `${proxy.url.replace(/^http:/, 'http:')}`,
  );
  await page.route('http://localhost:9/', (route) =>
    route.fulfill({ contentType: 'text/html', body: foreign }),
  );
  await page.goto('http://localhost:9/');
  await expect(page.frameLocator('iframe').getByText('3 of 3 members')).toHaveCount(0);
});
