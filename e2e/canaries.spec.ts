import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { APIResponse, Page } from '@playwright/test';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { encodeKubernetesObject } from '@/lib/domain/kubernetes/encode-value';
import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';
import { expect, signIn, test } from './journey';

type Planted = { key: string; canary: string; value: Uint8Array };

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const secret = (name: string, more: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'canaries' },
  type: 'Opaque',
  ...more,
});

const json = (object: JsonObject): Uint8Array => utf8Bytes(JSON.stringify(object));

const protobuf = (object: JsonObject): Uint8Array =>
  encodeKubernetesObject(object, kubernetesRegistry());

const kubesphere = (group: string, kind: string, name: string, more: JsonObject): Uint8Array =>
  json({ apiVersion: `${group}/v1beta1`, kind, metadata: { name }, ...more });

/** Ways in which a credential lies in the store of a KubeSphere cluster, by folder. */
const hidingPlaces: Record<string, { folder: string; value: (canary: string) => Uint8Array }> = {
  'data of a Secret': {
    folder: 'secrets/canaries/',
    value: (canary) => protobuf(secret('a', { data: { password: base64(canary) } })),
  },
  'data of a Secret as JSON': {
    folder: 'secrets/canaries/',
    value: (canary) => json(secret('a', { data: { password: base64(canary) } })),
  },
  'stringData of a Secret': {
    folder: 'secrets/canaries/',
    value: (canary) => json(secret('a', { stringData: { password: canary } })),
  },
  'token of a service account': {
    folder: 'secrets/canaries/',
    value: (canary) =>
      protobuf(
        secret('a', {
          type: 'kubernetes.io/service-account-token',
          data: { token: base64(`eyJhbGciOiJSUzI1NiJ9.${canary}.sig`) },
        }),
      ),
  },
  'copy of a Secret that kubectl keeps': {
    folder: 'secrets/canaries/',
    value: (canary) => {
      const applied = JSON.stringify(secret('a', { data: { password: base64(canary) } }));
      const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': applied };
      return protobuf(secret('a', { metadata: { name: 'a', annotations }, data: {} }));
    },
  },
  'something among the Secrets that is none': {
    folder: 'secrets/canaries/',
    value: (canary) => utf8Bytes(`\u0000\u0001password=${canary}`),
  },
  'password of a user': {
    folder: 'iam.kubesphere.io/users/',
    value: (canary) =>
      kubesphere('iam.kubesphere.io', 'User', 'a', {
        spec: { email: 'a@example.org', password: canary, encryptedPassword: canary },
      }),
  },
  'token of an OAuth client': {
    folder: 'oauth.kubesphere.io/tokens/',
    value: (canary) =>
      kubesphere('oauth.kubesphere.io', 'Token', 'a', { spec: { accessToken: canary } }),
  },
  'kubeconfig of a member cluster': {
    folder: 'cluster.kubesphere.io/clusters/',
    value: (canary) =>
      kubesphere('cluster.kubesphere.io', 'Cluster', 'a', {
        spec: { connection: { kubeconfig: base64(`users: [{user: {token: ${canary}}}]`) } },
      }),
  },
  'Secret kept in another key': {
    folder: 'configmaps/canaries/',
    value: (canary) => json(secret('a', { data: { password: base64(canary) } })),
  },
};

const perPlace = 5;

const plant = (): Planted[] =>
  Object.values(hidingPlaces).flatMap(({ folder, value }, place) =>
    Array.from({ length: perPlace }, (_, index) => {
      const canary = `canary-${randomBytes(12).toString('hex')}`;
      return { key: `/registry/${folder}canary-${place}-${index}`, canary, value: value(canary) };
    }),
  );

/** What is the same in the base64 of a text wherever it stands in what was encoded. */
const base64Cores = (text: string): string[] =>
  [0, 1, 2].map((shift) => base64('x'.repeat(shift) + text).slice(4, -4));

/** Every form in which a canary could leave. */
const formsOf = (canary: string): string[] =>
  [canary, ...base64Cores(canary)].flatMap((text) => [
    text,
    Buffer.from(text).toString('hex'),
    ...base64Cores(text),
  ]);

const planted = plant();
const forms = planted.flatMap(({ canary }) => formsOf(canary));

const canariesIn = (text: string): string[] => {
  const urlSafe = text.replaceAll('-', '+').replaceAll('_', '/');
  return forms.filter((form) => text.includes(form) || urlSafe.includes(form));
};

/** A GET that waits its turn where the rate limit says so. */
const patientGet = async (page: Page, url: string): Promise<APIResponse> => {
  let answer = await page.request.get(url);
  await expect
    .poll(async () => {
      answer = answer.status() === 429 ? await page.request.get(url) : answer;
      return answer.status();
    })
    .not.toBe(429);
  return answer;
};

const addresses = (url: string): string[] => {
  const cluster = `${url}/api/v1/clusters/demo`;
  const folders = Object.values(hidingPlaces).map(({ folder }) => `/registry/${folder}`);
  return [
    ...planted.flatMap(({ key }) => {
      const encoded = toBase64Url(utf8Bytes(key));
      return [`${cluster}/key?key=${encoded}`, `${cluster}/key/raw?key=${encoded}`];
    }),
    ...new Set(folders.map((folder) => `${cluster}/keys?prefix=${toBase64Url(utf8Bytes(folder))}`)),
    ...['overview', 'backups'].map((part) => `${cluster}/${part}`),
    ...['clusters', 'operations', 'audit', 'tokens', 'accounts', 'openapi.json'].map(
      (part) => `${url}/api/v1/${part}`,
    ),
  ];
};

test.beforeAll(async ({ demo }) => {
  await demo.connection.putAll(
    planted.map(({ key, value }) => ({ key: utf8Bytes(key), value: Uint8Array.from(value) })),
  );
});

for (const role of ['viewer', 'operator'] as const) {
  test(`of ${planted.length} planted credentials none reaches a ${role}`, async ({
    page,
    demo,
  }) => {
    const { url } = demo.dashboard;
    const seen: Promise<string>[] = [];
    page.on('response', (response) => {
      const isStream = response.headers()['content-type']?.includes('event-stream') === true;
      if (!isStream) {
        seen.push(response.text().catch(() => ''));
      }
    });
    await signIn(page, url, role);
    for (const address of addresses(url)) {
      const answer = await patientGet(page, address);
      expect(answer.status(), address).toBeLessThan(500);
      expect(canariesIn(await answer.text()), address).toEqual([]);
    }
    for (const { key } of planted.filter((_, index) => index % perPlace === 0)) {
      const query = `key=${toBase64Url(utf8Bytes(key))}`;
      await page.goto(`${url}/clusters/demo/keys?${query}`);
      await expect(page.getByRole('region', { name: key })).toContainText('size');
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      expect(canariesIn(await page.content()), key).toEqual([]);
    }
    for (const text of await Promise.all(seen)) {
      expect(canariesIn(text)).toEqual([]);
    }
    expect(canariesIn(await readFile(demo.dashboard.logFile, 'utf8'))).toEqual([]);
  });
}

test('a revealed credential is in no log and in no line of the audit', async ({ page, demo }) => {
  const { url } = demo.dashboard;
  await signIn(page, url, 'admin');
  const session = await (await page.request.get(`${url}/api/v1/session`)).json();
  const [first] = planted;
  const answer = await page.request.post(`${url}/api/v1/clusters/demo/key/reveal`, {
    data: { key: toBase64Url(utf8Bytes(first?.key ?? '')), reason: 'a ticket' },
    headers: { 'x-etcdscope-csrf': session.csrfToken, origin: url },
  });
  // The search itself finds what is there.
  expect(canariesIn(await answer.text())).not.toEqual([]);
  const audit = await page.request.get(`${url}/api/v1/audit?limit=500`);
  expect(await audit.text()).toContain('a ticket');
  expect(canariesIn(await audit.text())).toEqual([]);
  expect(canariesIn(await readFile(demo.dashboard.logFile, 'utf8'))).toEqual([]);
});
