import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIResponse, Page } from '@playwright/test';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { type Dashboard, startDashboard } from '../scripts/dashboard/start-dashboard';
import { createAuthority, issueCertificate } from '../scripts/etcd/certificates';
import { freePorts } from '../scripts/free-ports';
import { runCommand } from '../scripts/run-command';
import { expect, signIn, test } from './journey';
import { passwords, type RunningDemo } from './running-demo';

const key = toBase64Url(utf8Bytes('/registry/configmaps/'));
const reveal = '/api/v1/clusters/demo/key/reveal';
const backups = '/api/v1/clusters/demo/backups';

type BadRequest = { path: string; status: number; code: string; method?: string; data?: unknown };

const badRequests: Record<string, BadRequest> = {
  'an unknown cluster': {
    path: '/api/v1/clusters/nope/keys',
    status: 404,
    code: 'unknown_cluster',
  },
  'a backup of an unknown cluster': {
    path: '/api/v1/clusters/nope/backups',
    method: 'POST',
    data: {},
    status: 404,
    code: 'unknown_cluster',
  },
  'a name that no cluster can have': {
    path: '/api/v1/clusters/demo%20x/overview',
    status: 400,
    code: 'invalid_input',
  },
  'a padded key': {
    path: '/api/v1/clusters/demo/key?key=YQ==',
    status: 400,
    code: 'invalid_input',
  },
  'a key that is not canonical': {
    path: '/api/v1/clusters/demo/key?key=YR',
    status: 400,
    code: 'invalid_input',
  },
  'an empty key': { path: '/api/v1/clusters/demo/key?key=', status: 400, code: 'invalid_input' },
  'a doubled query': {
    path: `/api/v1/clusters/demo/key?key=${key}&key=${key}`,
    status: 400,
    code: 'invalid_input',
  },
  'an unknown query': {
    path: `/api/v1/clusters/demo/keys?limt=5`,
    status: 400,
    code: 'invalid_input',
  },
  'a limit out of bounds': {
    path: '/api/v1/clusters/demo/keys?limit=2001',
    status: 400,
    code: 'invalid_input',
  },
  'a cursor of another folder': {
    path: `/api/v1/clusters/demo/keys?cursor=${toBase64Url(utf8Bytes('zzz'))}`,
    status: 400,
    code: 'invalid_input',
  },
  'a revision in the future': {
    path: `/api/v1/clusters/demo/key?key=${key}&revision=9223372036854775807`,
    status: 400,
    code: 'revision_in_future',
  },
  'a revision of more than 63 bits': {
    path: `/api/v1/clusters/demo/key?key=${key}&revision=9223372036854775808`,
    status: 400,
    code: 'invalid_input',
  },
  'a panel that is none': {
    path: '/api/v1/clusters/demo/metrics?panels=x&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
    status: 400,
    code: 'invalid_input',
  },
  'a topic of an unknown cluster': {
    path: '/api/v1/events?topics=overview:nope',
    status: 404,
    code: 'unknown_cluster',
  },
  'wrong types': {
    path: reveal,
    method: 'POST',
    data: { key: 1, reason: [] },
    status: 400,
    code: 'invalid_input',
  },
  'a member too many': {
    path: reveal,
    method: 'POST',
    data: { key, reason: 'a ticket', force: true },
    status: 400,
    code: 'invalid_input',
  },
  'text instead of JSON': {
    path: backups,
    method: 'POST',
    data: 'memberId=1',
    status: 415,
    code: 'unsupported_media_type',
  },
  'an oversized body': {
    path: reveal,
    method: 'POST',
    data: { key, reason: 'x'.repeat(70_000) },
    status: 413,
    code: 'too_large',
  },
  'a member that is none': {
    path: backups,
    method: 'POST',
    data: { memberId: 'abcdef0123456789' },
    status: 404,
    code: 'not_found',
  },
  'a backup id that climbs': {
    path: `${backups}/..%2f..%2fetcdscope.sqlite/file`,
    status: 400,
    code: 'invalid_input',
  },
  'an unknown path': { path: '/api/v1/nope', status: 404, code: 'not_found' },
  'a broken encoding': { path: '/api/v1/clusters/%ff/keys', status: 400, code: 'invalid_input' },
  'another method': { path: reveal, method: 'PUT', status: 405, code: 'method_not_allowed' },
};

/** One sentence or two for a person, and nothing of how the server is built or where it runs. */
const expectClear = async (answer: APIResponse, demo: RunningDemo): Promise<void> => {
  expect(answer.headers()['content-type']).toBe('application/problem+json');
  expect(answer.headers()['cache-control']).toContain('no-store');
  const { detail } = await answer.json();
  expect(detail).toMatch(/^\S[^\n]{10,300}$/);
  const text = await answer.text();
  for (const inner of [demo.directory, process.cwd(), 'node_modules', '.ts:', '.js:', 'sqlite']) {
    expect(text).not.toContain(inner);
  }
};

const everythingStored = async (page: Page, url: string): Promise<unknown[]> =>
  Promise.all(
    ['/accounts', '/tokens', '/operations', '/clusters/demo/backups'].map(async (part) =>
      (await page.request.get(`${url}/api/v1${part}`)).json(),
    ),
  );

const csrfHeaders = async (page: Page, url: string): Promise<Record<string, string>> => {
  const session = await (await page.request.get(`${url}/api/v1/session`)).json();
  return { 'x-etcdscope-csrf': session.csrfToken, origin: url };
};

test('bad requests get one clear sentence and the right status, and change nothing', async ({
  page,
  demo,
}) => {
  const { url } = demo.dashboard;
  await signIn(page, url, 'admin');
  const headers = await csrfHeaders(page, url);
  const before = await everythingStored(page, url);
  for (const [name, { path: asked, method = 'GET', data, status, code }] of Object.entries(
    badRequests,
  )) {
    await test.step(name, async () => {
      const answer = await page.request.fetch(`${url}${asked}`, { method, data, headers });
      expect(answer.status()).toBe(status);
      expect((await answer.json()).code).toBe(code);
      await expectClear(answer, demo);
      expect(answer.headers().allow).toBe(status === 405 ? 'POST' : undefined);
    });
  }
  expect(await everythingStored(page, url)).toEqual(before);
});

test('a page of an unknown cluster says so, and one of a malformed address too', async ({
  page,
  demo,
}) => {
  const { url } = demo.dashboard;
  await signIn(page, url, 'viewer');
  const answer = await page.goto(`${url}/clusters/nope/keys`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('main')).toContainText(/not/i);
  const malformed = await page.request.get(`${url}/clusters/%ff`);
  expect(malformed.status()).toBe(400);
  await expectClear(malformed, demo);
});

const broken = {
  stranger: /refuses? (our|the) client certificate/,
  elsewhere: /not signed by the configured CA|signed by an? (unknown|other)/,
  silent: /No (configured endpoint|member of the cluster) answers|cannot be reached/,
};

type BrokenName = keyof typeof broken;

/** The demo's cluster beside three that are configured wrongly, each in its own way. */
const startBroken = async ({ directory, cluster }: RunningDemo): Promise<Dashboard> => {
  const { ca, certificate, key: keyFile } = cluster.files;
  const { endpoints } = cluster.config;
  const other = await createAuthority('another CA');
  const identity = await issueCertificate(other, { commonName: 'stranger' });
  const file = async (name: string, text: string): Promise<string> => {
    const whole = path.join(directory, name);
    await writeFile(whole, text, { mode: 0o600 });
    return whole;
  };
  const otherCa = await file('other-ca.pem', other.certificate);
  const strangerCertificate = await file('stranger.pem', identity.certificate);
  const strangerKey = await file('stranger-key.pem', identity.key);
  const [deadPort] = await freePorts(1);
  const tls: Record<BrokenName, Record<string, string>> = {
    stranger: { ca, certificate: strangerCertificate, key: strangerKey },
    elsewhere: { ca: otherCa, certificate, key: keyFile },
    silent: { ca, certificate, key: keyFile },
  };
  const dashboard = await startDashboard({
    directory: path.join(directory, 'broken'),
    settings: {
      clusters: [
        { name: 'demo', displayName: 'Demo', endpoints, tls: { ca, certificate, key: keyFile } },
        ...Object.entries(tls).map(([name, files]) => ({
          name,
          endpoints: name === 'silent' ? [`https://127.0.0.1:${deadPort}`] : endpoints,
          tls: files,
        })),
      ],
    },
  });
  await dashboard.addAccount('admin', 'admin', passwords.admin);
  return dashboard;
};

test('a wrong certificate, an unknown CA and a dead endpoint: each says its one sentence', async ({
  page,
  demo,
  errors,
}) => {
  const dashboard = await startBroken(demo);
  try {
    const { url } = dashboard;
    await signIn(page, url, 'admin');
    await expect(page.getByRole('article')).toHaveCount(4);
    const demoCard = page.getByRole('article').filter({ hasText: 'Demo' });
    await expect(demoCard).toContainText('Healthy');
    for (const [name, sentence] of Object.entries(broken)) {
      await test.step(name, async () => {
        await page.goto(url);
        const card = page.getByRole('article').filter({ hasText: name });
        await expect(card).toContainText(sentence);
        const begin = Date.now();
        await page.goto(`${url}/clusters/${name}`);
        await expect(page.getByRole('main')).toContainText(sentence);
        expect(Date.now() - begin).toBeLessThan(5_000);
        const keys = await page.request.get(`${url}/api/v1/clusters/${name}/keys`);
        expect(keys.status()).toBeGreaterThanOrEqual(502);
        await expectClear(keys, demo);
        expect((await keys.json()).detail).toMatch(sentence);
      });
    }
    await page.goto(`${url}/clusters/demo`);
    await expect(page.getByText('3 of 3 members answered')).toBeVisible();
    expect(errors).toEqual([]);
  } finally {
    // A page left open would notice that its server is gone.
    await page.goto('about:blank');
    await dashboard.stop();
  }
});

test('a full disk refuses the backup in one sentence and leaves nothing', async ({
  page,
  demo,
}) => {
  test.skip(process.getuid?.() !== 0, 'only root can mount a small disk');
  const { ca, certificate, key: keyFile } = demo.cluster.files;
  const { endpoints } = demo.cluster.config;
  const directory = path.join(demo.directory, 'small');
  const small = path.join(directory, 'disk');
  await mkdir(small, { recursive: true });
  await runCommand('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]);
  const settings = {
    backupDirectory: small,
    clusters: [{ name: 'demo', endpoints, tls: { ca, certificate, key: keyFile } }],
  };
  let dashboard: Dashboard | undefined;
  try {
    dashboard = await startDashboard({ directory, settings });
    const { url } = dashboard;
    await dashboard.addAccount('admin', 'admin', passwords.admin);
    await signIn(page, `${url}/clusters/demo/backups`, 'admin');
    await page.getByRole('button', { name: 'Back up now' }).click();
    await expect(page.getByRole('main')).toContainText(/no space left|not enough (space|room)/i);
    const headers = await csrfHeaders(page, url);
    const answer = await page.request.post(`${url}${backups}`, { data: {}, headers });
    expect(answer.status()).toBe(507);
    expect((await answer.json()).code).toBe('disk_full');
    await expectClear(answer, demo);
    const files = await readdir(small, { recursive: true, withFileTypes: true });
    const left = files.filter(
      (entry) => entry.isFile() && !entry.name.startsWith('etcdscope.lock'),
    );
    expect(left.map(({ name }) => name)).toEqual([]);
    expect((await page.request.get(`${url}/api/v1/clusters/demo/overview`)).status()).toBe(200);
  } finally {
    await dashboard?.stop();
    await runCommand('umount', [small]);
  }
});
