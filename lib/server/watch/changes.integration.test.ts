import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import * as rates from '@/app/api/v1/clusters/[cluster]/changes/rates/route';
import * as changes from '@/app/api/v1/clusters/[cluster]/changes/route';
import {
  type ChangeRates,
  type Changes,
  changeRatesSchema,
  changesSchema,
} from '@/lib/domain/api/changes';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { encodeKubernetesObject } from '@/lib/domain/kubernetes/encode-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';
import { startService, type TestService } from '@/scripts/testing/start-service';
import { waitUntil } from '@/scripts/wait-until';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { callRoute, forgetRates, loggedIn } from '../http/testing';
import { stopWatches } from './shared-watches';

let service: TestService;
let connection: ClusterConnection;
let viewer: { headers: Record<string, string> };

const params = { cluster: 'test' };
const canary = 'c4n4ry-of-a-secret';

beforeAll(async () => {
  service = await startService();
  connection = service.connection;
  viewer = await loggedIn('viewer', 'viewer');
});

beforeEach(forgetRates);

afterAll(async () => {
  await stopWatches();
  await service?.stop();
});

const queryOf = (prefix: string, more: Record<string, string>): string =>
  `?${new URLSearchParams({ prefix: toBase64Url(utf8Bytes(prefix)), ...more })}`;

const list = async (prefix: string, more: Record<string, string> = {}): Promise<Changes> => {
  const request = { params, query: queryOf(prefix, more), headers: viewer.headers };
  return changesSchema.parse(await (await callRoute(changes.GET, request)).json());
};

const readRates = async (prefix: string, more: Record<string, string>): Promise<ChangeRates> => {
  const request = { params, query: queryOf(prefix, more), headers: viewer.headers };
  return changeRatesSchema.parse(await (await callRoute(rates.GET, request)).json());
};

/** Waits until everything up to now was seen. */
const untilSeen = async (prefix: string, more?: Record<string, string>): Promise<Changes> => {
  await waitUntil('watching', async () => (await list(prefix)).status === 'watching');
  await connection.putAll([{ key: utf8Bytes(`${prefix}!last`), value: utf8Bytes('') }]);
  await waitUntil('seen', async () => {
    const { entries } = await list(prefix, { filter: '!last', limit: '1' });
    return entries.length > 0;
  });
  return list(prefix, more);
};

const wordsOf = ({ entries }: Changes): string[] =>
  entries.flatMap((entry) =>
    entry.type === 'change' ? [`${entry.change} ${entry.key.text} ${entry.kind}`] : [entry.reason],
  );

const object = (kind: string, content: string): Uint8Array =>
  encodeKubernetesObject(
    {
      apiVersion: 'v1',
      kind,
      metadata: { name: 'a' },
      data: { a: Buffer.from(content).toString('base64') },
    },
    kubernetesRegistry(),
  );

it('tells what happened, page after page, and no value', async () => {
  const first = await list('/registry/');
  expect(first).toMatchObject({ entries: [], isContinued: false });
  await waitUntil('watching', async () => (await list('/registry/')).status === 'watching');
  const secret = utf8Bytes('/registry/secrets/shop/a');
  const lease = await connection.grantLease(600);
  await connection.putAll([{ key: secret, value: object('Secret', canary) }]);
  await connection.putAll([{ key: secret, value: object('Secret', canary), lease }]);
  await connection.putAll([
    { key: utf8Bytes('/registry/configmaps/shop/a'), value: object('ConfigMap', canary) },
  ]);
  await connection.deleteKey(secret);
  const all = await untilSeen('/registry/');
  expect(wordsOf(all)).toEqual([
    'create /registry/secrets/shop/a Secret',
    'put /registry/secrets/shop/a Secret',
    'create /registry/configmaps/shop/a ConfigMap',
    'delete /registry/secrets/shop/a null',
    'create /registry/!last null',
  ]);
  const deleted = all.entries[3];
  expect(deleted).toMatchObject({ masked: true, lease: BigInt(lease).toString(16), size: null });
  expect(JSON.stringify(all)).not.toMatch(new RegExp(`${canary}|${btoa(canary)}`));
  const next = await list('/registry/', { after: first.position, limit: '2', filter: 'SECRETS' });
  expect(wordsOf(next)).toEqual([
    'put /registry/secrets/shop/a Secret',
    'delete /registry/secrets/shop/a null',
  ]);
  expect(next).toMatchObject({ isContinued: true, skipped: 1, forgotten: false });
  expect(wordsOf(await list('/registry/', { after: next.position }))).toEqual([]);
  expect(await list('/registry/', { after: 'other.1' })).toMatchObject({ isContinued: false });
});

it('counts what writes how much, down to the key and by resource', async () => {
  const seen = await untilSeen('/registry/');
  const counted = ({ rows }: ChangeRates) =>
    rows.map(({ kind, label, puts, deletes }) => `${kind} ${label} ${puts} ${deletes}`);
  const whole = await readRates('/registry/', { seconds: '900' });
  expect(whole.since).toBe(seen.since);
  expect(counted(whole)).toEqual(
    expect.arrayContaining(['folder secrets 2 1', 'folder configmaps 1 0']),
  );
  expect(whole.rest).toEqual({ puts: 0, deletes: 0, bytes: 0 });
  const within = toBase64Url(utf8Bytes('/registry/secrets/shop/'));
  const inFolder = await readRates('/registry/', { seconds: '900', within });
  expect(counted(inFolder)).toEqual(['key a 2 1']);
  expect(inFolder.total).toMatchObject({ puts: 2, deletes: 1 });
  const byResource = await readRates('/registry/', { seconds: '900', by: 'resource' });
  expect(counted(byResource)).toEqual(['resource secrets 2 1', 'resource configmaps 1 0']);
  expect(byResource.rest.puts).toBe(whole.total.puts - 3);
});

it('gives a person’s seventh prefix the place of the first, and nobody else’s', async () => {
  const other = await loggedIn('other', 'viewer');
  const begin = async (prefix: string, headers = viewer.headers): Promise<string> => {
    const request = { params, query: queryOf(prefix, {}), headers };
    const answer = await callRoute(changes.GET, request);
    return changesSchema.parse(await answer.json()).position;
  };
  const collection = (position: string): string => position.split('.')[0] ?? '';
  const others = await begin('/share/other/', other.headers);
  const own = await begin('/share/0/');
  for (let index = 1; index <= 6; index += 1) {
    await begin(`/share/${index}/`);
  }
  expect(collection(await begin('/share/other/', other.headers))).toBe(collection(others));
  expect(collection(await begin('/share/0/'))).not.toBe(collection(own));
});

it('refuses a prefix that is too long or no base64url', async () => {
  for (const prefix of ['A'.repeat(1_404), '*']) {
    const query = `?prefix=${prefix}`;
    const answer = await callRoute(changes.GET, { params, query, headers: viewer.headers });
    expect(answer.status).toBe(400);
  }
});
