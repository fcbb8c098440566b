import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as copy from '@/app/api/v1/clusters/[cluster]/key/copy/route';
import * as lifetime from '@/app/api/v1/clusters/[cluster]/key/lifetime/route';
import * as rename from '@/app/api/v1/clusters/[cluster]/key/rename/route';
import * as oneKey from '@/app/api/v1/clusters/[cluster]/key/route';
import { type WrittenKey, writtenKeySchema } from '@/lib/domain/api/edits';
import { readableBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { maximumRequestBytes } from '@/lib/domain/keys/write-limits';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { waitUntil } from '@/scripts/wait-until';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { clusterConnection, clusterConnections } from '../etcd/cluster-connections';
import type { StoredKey } from '../etcd/key-source';
import type { RouteHandler } from '../http/route-declaration';
import { callRoute, forgetRates, loggedIn, problemIn, startTestServer } from '../http/testing';
import { auditRowsAfter } from '../store/audit';

let cluster: EtcdCluster;
let server: Awaited<ReturnType<typeof startTestServer>>;
let connection: ClusterConnection;
let operator: { headers: Record<string, string> };
let viewer: { headers: Record<string, string> };

const params = { cluster: 'test' };
const secretKey = utf8Bytes('/registry/secrets/shop/database');

beforeAll(async () => {
  cluster = await startCluster({ members: 1 });
  const readOnly = { ...cluster.config, name: 'locked', readOnly: true };
  server = await startTestServer({ clusters: [cluster.config, readOnly] });
  connection = clusterConnection('test');
  operator = await loggedIn('operator', 'operator');
  viewer = await loggedIn('viewer', 'viewer');
  await connection.putAll([{ key: secretKey, value: utf8Bytes('c4n4ry') }]);
});

beforeEach(forgetRates);

afterAll(async () => {
  for (const open of clusterConnections()) {
    open.close();
  }
  await server?.stop();
  await cluster?.stop();
});

const send = (route: RouteHandler, body: unknown, person = operator, to = params) =>
  callRoute(route, { params: to, headers: person.headers, body });

const written = async (route: RouteHandler, body: unknown): Promise<WrittenKey> =>
  writtenKeySchema.parse(await (await send(route, body)).json());

const refused = async (route: RouteHandler, body: unknown): Promise<string> =>
  (await problemIn(await send(route, body))).code;

const stored = async (key: Uint8Array): Promise<StoredKey | undefined> =>
  (await connection.keys.range({ key, rangeEnd: undefined, limit: 1 })).keys[0];

const put = async (name: string | Uint8Array, value: string | Uint8Array, lease?: string) => {
  const key = typeof name === 'string' ? utf8Bytes(name) : name;
  const bytes = typeof value === 'string' ? utf8Bytes(value) : value;
  const { revision } = await connection.putAll([{ key, value: bytes, lease }]);
  return { key, text: toBase64Url(key), modRevision: revision };
};

const textOf = async (key: Uint8Array): Promise<string | undefined> => {
  const found = await stored(key);
  return found === undefined ? undefined : readableBytes(found.value);
};

describe('saving', () => {
  it('keeps every byte of keys and values of any bytes, and says it read them back', async () => {
    for (const key of [Uint8Array.of(0), Uint8Array.of(0xff, 0x2f, 0x2f), utf8Bytes('a/ü//\\')]) {
      const first = randomBytes(5_000);
      const created = await written(oneKey.POST, {
        key: toBase64Url(key),
        value: toBase64Url(first),
      });
      expect(created).toMatchObject({ outcome: 'written', verified: true });
      expect(created.key.text).toBe(readableBytes(key));
      const second = randomBytes(70_000);
      const body = {
        key: toBase64Url(key),
        modRevision: created.revision,
        value: toBase64Url(second),
      };
      expect(await written(oneKey.PUT, body)).toMatchObject({ outcome: 'written', verified: true });
      expect(Buffer.compare((await stored(key))?.value ?? first, second)).toBe(0);
    }
  });

  it('writes nothing where the value is the same', async () => {
    const { key, text, modRevision } = await put('same', 'v');
    const before = await connection.keys.revision();
    const answer = await written(oneKey.PUT, {
      key: text,
      modRevision,
      value: toBase64Url(utf8Bytes('v')),
    });
    expect(answer).toMatchObject({ outcome: 'unchanged', revision: modRevision });
    expect(await connection.keys.revision()).toBe(before);
    expect((await stored(key))?.version).toBe('1');
  });

  it('loses no write of others: of many writers at one revision one wins', async () => {
    const { key, text, modRevision } = await put('raced', 'start');
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const value = toBase64Url(utf8Bytes(`writer ${index}`));
        return (await send(oneKey.PUT, { key: text, modRevision, value })).status;
      }),
    );
    expect(answers.toSorted()).toEqual([200, ...Array(7).fill(409)]);
    const winner = answers.indexOf(200);
    expect(await textOf(key)).toBe(`writer ${winner}`);
    expect((await stored(key))?.version).toBe('2');
    const late = await problemIn(
      await send(oneKey.PUT, { key: text, modRevision, value: toBase64Url(utf8Bytes('late')) }),
    );
    expect(late).toMatchObject({
      code: 'key_changed',
      parameters: { key: 'raced', modRevision: (await stored(key))?.modRevision },
    });
  });

  it('keeps the lease', async () => {
    const lease = await connection.grantLease(600);
    const { key, text, modRevision } = await put('leased', 'v', lease);
    await written(oneKey.PUT, { key: text, modRevision, value: toBase64Url(utf8Bytes('w')) });
    expect([await textOf(key), (await stored(key))?.lease]).toEqual(['w', lease]);
  });

  it('refuses what etcd would not take, and a key without a byte', async () => {
    const { text, modRevision } = await put('big', 'v');
    const largest = new Uint8Array(maximumRequestBytes - 3 - 100);
    const fits = await written(oneKey.PUT, {
      key: text,
      modRevision,
      value: toBase64Url(largest),
    });
    expect(fits.outcome).toBe('written');
    for (const size of [maximumRequestBytes - 3, maximumRequestBytes + 1]) {
      const value = toBase64Url(new Uint8Array(size));
      const body = { key: text, modRevision: fits.revision, value };
      expect(await refused(oneKey.PUT, body)).toBe('value_too_large');
    }
    expect(await refused(oneKey.POST, { key: '', value: '' })).toBe('invalid_input');
  });
});

describe('creating and deleting', () => {
  it('creates only what does not exist, and deletes only what was seen', async () => {
    const key = utf8Bytes('new/one');
    const text = toBase64Url(key);
    const { revision } = await written(oneKey.POST, { key: text, value: '' });
    expect(await refused(oneKey.POST, { key: text, value: '' })).toBe('key_exists');
    const { modRevision } = await put(key, 'changed');
    expect(await refused(oneKey.DELETE, { key: text, modRevision: revision })).toBe('key_changed');
    expect(await written(oneKey.DELETE, { key: text, modRevision })).toMatchObject({
      outcome: 'written',
      verified: true,
    });
    expect(await stored(key)).toBeUndefined();
    expect(await refused(oneKey.DELETE, { key: text, modRevision })).toBe('key_gone');
  });

  it('leaves no lease behind where the key was not created', async () => {
    const { text } = await put('taken', 'v');
    const before = await connection.leases();
    expect(await refused(oneKey.POST, { key: text, value: '', seconds: 300 })).toBe('key_exists');
    expect(await connection.leases()).toEqual(before);
  });
});

describe('renaming and copying', () => {
  it('moves value and lease in one revision', async () => {
    const lease = await connection.grantLease(600);
    const { key, text, modRevision } = await put('from/here', Uint8Array.of(0, 255, 10), lease);
    const to = utf8Bytes('to/there');
    const body = { key: text, modRevision, to: toBase64Url(to) };
    const { revision } = await written(rename.POST, body);
    expect(await stored(key)).toBeUndefined();
    expect(await stored(to)).toMatchObject({ lease, modRevision: revision });
    expect((await stored(to))?.value).toEqual(Uint8Array.of(0, 255, 10));
  });

  it('overwrites only the target whose revision is named', async () => {
    const source = await put('copy/source', 'v', await connection.grantLease(600));
    const target = await put('copy/target', 'old');
    const body = { key: source.text, modRevision: source.modRevision, to: target.text };
    for (const route of [rename.POST, copy.POST]) {
      const request = route === copy.POST ? { ...body, keepLease: true } : body;
      expect(await refused(route, request)).toBe('key_exists');
      expect(await refused(route, { ...request, toModRevision: '1' })).toBe('key_changed');
    }
    const { modRevision: toModRevision } = target;
    await written(copy.POST, { ...body, toModRevision, keepLease: false });
    expect(await stored(target.key)).toMatchObject({ lease: '0' });
    expect([await textOf(source.key), await textOf(target.key)]).toEqual(['v', 'v']);
    expect(await refused(copy.POST, { ...body, to: source.text, keepLease: true })).toBe(
      'invalid_input',
    );
  });

  it('gives no masked value away under another name', async () => {
    const note = await put('notes/secret', 'kind: Secret\npassword: c4n4ry\n');
    const object = {
      key: toBase64Url(secretKey),
      modRevision: (await stored(secretKey))?.modRevision,
    };
    const to = toBase64Url(utf8Bytes('open'));
    for (const [guard, code] of [
      [{ key: note.text, modRevision: note.modRevision }, 'forbidden'],
      [object, 'kubernetes_read_only'],
    ] as const) {
      const answers = [
        await send(rename.POST, { ...guard, to }),
        await send(copy.POST, { ...guard, to, keepLease: false }),
        await send(oneKey.PUT, { ...guard, value: toBase64Url(utf8Bytes('guess')) }),
      ];
      for (const answer of answers) {
        const text = await answer.text();
        expect([answer.status, JSON.parse(text).code]).toEqual([403, code]);
        expect(text).not.toContain('c4n4ry');
      }
    }
    expect(await stored(utf8Bytes('open'))).toBeUndefined();
  });
});

describe('a time to live', () => {
  it('is set, taken away and set again; then the key expires', async () => {
    const { key, text, modRevision } = await put('mortal', 'v');
    const first = await written(lifetime.PUT, { key: text, modRevision, seconds: 600 });
    const lease = (await stored(key))?.lease ?? '0';
    expect((await connection.leaseTimeToLive(lease))?.grantedSeconds).toBe(600);
    const removal = { key: text, modRevision: first.revision, seconds: null };
    const { revision } = await written(lifetime.PUT, removal);
    expect((await stored(key))?.lease).toBe('0');
    expect(await written(lifetime.PUT, { ...removal, modRevision: revision })).toMatchObject({
      outcome: 'unchanged',
    });
    await written(lifetime.PUT, { key: text, modRevision: revision, seconds: 1 });
    await waitUntil('the key to expire', async () => (await stored(key)) === undefined, 30_000);
    // The lease it had before was left alone.
    expect(await connection.leaseTimeToLive(lease)).toBeDefined();
  });

  it('of a key that changed meanwhile leaves no lease behind', async () => {
    const { text, modRevision } = await put('moving', 'v');
    await put('moving', 'w');
    const before = await connection.leases();
    expect(await refused(lifetime.PUT, { key: text, modRevision, seconds: 300 })).toBe(
      'key_changed',
    );
    expect(await connection.leases()).toEqual(before);
  });
});

describe('who may change what', () => {
  it('refuses viewers and read-only clusters, and audits every change by key, not by value', async () => {
    const { text, modRevision } = await put('guarded', 'v');
    const value = toBase64Url(utf8Bytes('hidden-from-the-log'));
    const body = { key: text, modRevision, value };
    expect((await send(oneKey.PUT, body, viewer)).status).toBe(403);
    const locked = await send(oneKey.PUT, body, operator, { cluster: 'locked' });
    expect((await problemIn(locked)).code).toBe('read_only');
    await written(oneKey.PUT, body);
    const rows = await auditRowsAfter(server.store, 0, 1_000);
    const lines = rows.filter(({ resource }) => resource === 'guarded');
    expect(lines.map(({ action, result }) => `${action} ${result}`)).toEqual([
      'key:write intended',
      'key:write failed',
      'key:write intended',
      'key:write succeeded',
    ]);
    expect(JSON.stringify(rows)).not.toContain('hidden-from-the-log');
  });
});
