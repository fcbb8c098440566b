import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as plan from '@/app/api/v1/clusters/[cluster]/comparisons/[comparison]/plan/route';
import * as restore from '@/app/api/v1/clusters/[cluster]/comparisons/[comparison]/restore/route';
import * as comparison from '@/app/api/v1/clusters/[cluster]/comparisons/[comparison]/route';
import * as rows from '@/app/api/v1/clusters/[cluster]/comparisons/[comparison]/rows/route';
import * as comparisons from '@/app/api/v1/clusters/[cluster]/comparisons/route';
import * as history from '@/app/api/v1/clusters/[cluster]/key/history/route';
import {
  type Comparison,
  type ComparisonRow,
  comparisonRowsSchema,
  comparisonSchema,
  comparisonsSchema,
  type RestorePlan,
  restorePlanSchema,
} from '@/lib/domain/api/history';
import { type Operation, operationSchema } from '@/lib/domain/api/operations';
import { compareBytes, concatBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import { encodeKubernetesObject } from '@/lib/domain/kubernetes/encode-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { waitUntil } from '@/scripts/wait-until';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { clusterConnection, clusterConnections } from '../etcd/cluster-connections';
import type { RouteHandler } from '../http/route-declaration';
import { callRoute, forgetRates, loggedIn, problemIn, startTestServer } from '../http/testing';
import { readOperation } from '../operations/read-operation';

type Person = { headers: Record<string, string> };

const clusters: EtcdCluster[] = [];
let server: Awaited<ReturnType<typeof startTestServer>>;
let connection: ClusterConnection;
let other: ClusterConnection;
let operator: Person;
let admin: Person;

beforeAll(async () => {
  const [first, second] = await Promise.all([
    startCluster({ members: 1 }),
    startCluster({ members: 1 }),
  ]);
  clusters.push(first, second);
  server = await startTestServer({
    clusters: [first.config, { ...second.config, name: 'other', displayName: 'other' }],
  });
  connection = clusterConnection('test');
  other = clusterConnection('other');
  operator = await loggedIn('operator', 'operator');
  admin = await loggedIn('admin', 'admin');
});

beforeEach(forgetRates);

afterAll(async () => {
  for (const open of clusterConnections()) {
    open.close();
  }
  await server?.stop();
  await Promise.all(clusters.map((cluster) => cluster.stop()));
});

const call = (
  route: RouteHandler,
  { id, ...request }: { id?: string; query?: string; body?: unknown },
  person = operator,
): Promise<Response> => {
  const params = { cluster: 'test', ...(id === undefined ? {} : { comparison: id }) };
  return callRoute(route, { params, headers: person.headers, ...request });
};

const ended = (id: string): Promise<Operation> =>
  waitUntil('the end of the operation', async () => {
    const operation = await readOperation(id);
    return operation.state !== 'running' && operation;
  });

const startedBy = async (answer: Response): Promise<Operation> =>
  ended(operationSchema.parse(await answer.json()).id);

const compare = async (body: unknown, person = operator): Promise<Comparison> => {
  const { id } = await startedBy(await call(comparisons.POST, { body }, person));
  return comparisonSchema.parse(await (await call(comparison.GET, { id }, person)).json());
};

const allRows = async (id: string, query = ''): Promise<ComparisonRow[]> => {
  const found: ComparisonRow[] = [];
  let cursor = '';
  while (true) {
    const answer = await call(rows.GET, { id, query: `?limit=7${cursor}${query}` });
    const page = comparisonRowsSchema.parse(await answer.json());
    found.push(...page.rows);
    if (page.next === null) {
      return found;
    }
    cursor = `&cursor=${page.next}`;
  }
};

const put = async (key: Uint8Array, value: string, lease?: string): Promise<string> =>
  (await connection.putAll([{ key, value: utf8Bytes(value), lease }])).revision;

const keysAt = async (prefix: Uint8Array, revision: string): Promise<Map<string, string>> => {
  const bounds = rangeBounds(prefixRange(prefix));
  const { keys } = await connection.keys.range({ ...bounds, limit: 100_000, revision });
  return new Map(keys.map(({ key, modRevision }) => [toBase64Url(key), modRevision]));
};

const selectionOf = (keys: readonly Uint8Array[], prefixes: readonly Uint8Array[] = []) => ({
  keys: keys.map(toBase64Url),
  prefixes: prefixes.map(toBase64Url),
});

const planOf = async (id: string, body: unknown): Promise<RestorePlan> =>
  restorePlanSchema.parse(await (await call(plan.POST, { id, body })).json());

const keyBytes = fc.array(fc.constantFrom(0x00, 0x2f, 0x61, 0x80, 0xff), {
  minLength: 1,
  maxLength: 5,
});

describe('comparisons of others', () => {
  it('do not displace one’s own', async () => {
    const prefix = toBase64Url(utf8Bytes('nothing'));
    const own = await compare({ prefix });
    for (let index = 0; index < 20; index += 1) {
      await compare({ prefix }, admin);
    }
    expect((await call(comparison.GET, { id: own.operation.id })).status).toBe(200);
  });
});

describe('comparing two revisions of a prefix', () => {
  it('equals a full read at both, under concurrent writers', async () => {
    const change = fc.record({ key: keyBytes, isDeletion: fc.boolean() });
    let run = 0;
    const property = fc.asyncProperty(
      fc.array(keyBytes, { minLength: 1, maxLength: 60 }),
      fc.array(change, { maxLength: 60 }),
      async (names, changes) => {
        run += 1;
        const prefix = concatBytes(utf8Bytes('compared'), Uint8Array.of(run, 0xff));
        for (const name of names) {
          await put(concatBytes(prefix, Uint8Array.from(name)), 'v');
        }
        const left = await connection.keys.revision();
        const apply = async () => {
          for (const { key: name, isDeletion } of changes) {
            const key = concatBytes(prefix, Uint8Array.from(name));
            await (isDeletion ? connection.deleteKey(key) : put(key, 'w'));
          }
        };
        const middle = changes.length === 0 ? undefined : apply();
        const found = await compare({ prefix: toBase64Url(prefix), left });
        await middle;
        const before = await keysAt(prefix, left);
        const after = await keysAt(prefix, found.rightRevision);
        const expected = [...new Set([...before.keys(), ...after.keys()])]
          .filter((key) => before.get(key) !== after.get(key))
          .toSorted((a, b) =>
            compareBytes(Buffer.from(a, 'base64url'), Buffer.from(b, 'base64url')),
          )
          .map((key) => [key, before.get(key) ?? null, after.get(key) ?? null]);
        const listed = await allRows(found.operation.id);
        expect(listed.map((row) => [row.key.bytes, row.leftRevision, row.rightRevision])).toEqual(
          expected,
        );
        expect(Number(found.counts.same)).toBe(
          [...before].filter(([key, revision]) => after.get(key) === revision).length,
        );
      },
    );
    await fc.assert(property, { numRuns: 15 });
  });

  it('lists only what was removed where asked so, and filters by name and kind', async () => {
    const key = (name: string) => utf8Bytes(`listed/${name}`);
    for (const name of ['gone-1', 'gone-2', 'kept', 'changed']) {
      await put(key(name), 'v');
    }
    const left = await connection.keys.revision();
    await put(key('changed'), 'w');
    await put(key('added'), 'w');
    await connection.deleteKey(key('gone-1'));
    await connection.deleteKey(key('gone-2'));
    const prefix = toBase64Url(utf8Bytes('listed/'));
    const all = await compare({ prefix, left });
    expect(all.counts).toEqual({
      added: '1',
      removed: '2',
      changed: '1',
      uncompared: '0',
      same: '1',
    });
    const named = await allRows(all.operation.id, '&filter=gone-2');
    expect(named.map((row) => [row.kind, row.key.text])).toEqual([['removed', 'listed/gone-2']]);
    expect((await allRows(all.operation.id, '&kind=added')).length).toBe(1);
    const removed = await compare({ prefix, left, onlyRemoved: true });
    expect([removed.listed, removed.isCut]).toEqual([2, false]);
  });

  it('is refused at revisions that are gone or to come', async () => {
    const newest = await connection.keys.revision();
    const future = await call(comparisons.POST, { body: { left: `${newest}0` } });
    expect((await problemIn(future)).code).toBe('revision_in_future');
  });
});

describe('comparing two clusters', () => {
  const canary = 'c4n4ry-of-two-clusters';
  const secret = (value: string): Uint8Array =>
    encodeKubernetesObject(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'database', namespace: 'shop' },
        data: { password: Buffer.from(value).toString('base64') },
      },
      kubernetesRegistry(),
    );

  it('tells keys apart by their bytes, and never compares masked ones', async () => {
    const key = (name: string) => utf8Bytes(name);
    const both: [string, Uint8Array, Uint8Array][] = [
      ['two/same', utf8Bytes('v'), utf8Bytes('v')],
      ['two/changed', utf8Bytes('v'), utf8Bytes('w')],
      ['two/hidden-same', secret(canary), secret(canary)],
      ['two/hidden-changed', secret(canary), secret('another')],
    ];
    for (const [name, left, right] of both) {
      await connection.putAll([{ key: key(name), value: left }]);
      await other.putAll([{ key: key(name), value: right }]);
    }
    await connection.putAll([{ key: key('two/left'), value: utf8Bytes('v') }]);
    await other.putAll([{ key: key('two/right'), value: utf8Bytes('v') }]);
    const found = await compare({
      prefix: toBase64Url(utf8Bytes('two/')),
      rightCluster: 'other',
    });
    const listed = await allRows(found.operation.id);
    expect(listed.map((row) => `${row.kind} ${row.key.text} ${row.masked}`)).toEqual([
      'changed two/changed false',
      'uncompared two/hidden-changed true',
      'uncompared two/hidden-same true',
      'removed two/left false',
      'added two/right false',
    ]);
    const body = selectionOf([utf8Bytes('two/left')]);
    const refused = await call(plan.POST, { id: found.operation.id, body });
    expect((await problemIn(refused)).code).toBe('invalid_input');
  });

  it('lets no masked value out of a comparison, a plan or a history', async () => {
    const name = utf8Bytes('canary/secret');
    await connection.putAll([{ key: name, value: secret(canary) }]);
    const left = await connection.keys.revision();
    await connection.deleteKey(name);
    const prefix = toBase64Url(utf8Bytes('canary/'));
    const found = await compare({ prefix, left });
    const { id } = found.operation;
    const answers = await Promise.all([
      call(rows.GET, { id }),
      call(comparisons.GET, {}),
      call(plan.POST, { id, body: selectionOf([name]) }),
      call(history.GET, { query: `?key=${toBase64Url(name)}` }),
    ]);
    const text = (await Promise.all(answers.map((answer) => answer.text()))).join('\n');
    expect(text).toContain('canary/secret');
    const bytes = Buffer.from(canary);
    for (const form of [canary, bytes.toString('base64'), bytes.toString('hex')]) {
      expect(text).not.toContain(form);
    }
  });
});

describe('who sees a comparison', () => {
  it('is its starter and an administrator', async () => {
    const stranger = await loggedIn('stranger', 'operator');
    const { operation } = await compare({ prefix: toBase64Url(utf8Bytes('nobody/')) });
    const { id } = operation;
    const statuses = await Promise.all(
      [operator, admin, stranger].map(
        async (person) => (await call(comparison.GET, { id }, person)).status,
      ),
    );
    expect(statuses).toEqual([200, 200, 404]);
    const listed = await (await call(comparisons.GET, {}, stranger)).json();
    expect(comparisonsSchema.parse(listed).comparisons).toEqual([]);
  });
});

describe('bringing removed keys back', () => {
  const key = (name: string) => utf8Bytes(`lost/${name}`);

  it('plans, then writes every byte back and leaves what exists again', async () => {
    const lease = await connection.grantLease(600);
    const dead = await connection.grantLease(600);
    const value = Uint8Array.from({ length: 256 }, (_, index) => index);
    const odd = concatBytes(utf8Bytes('lost/folder/'), Uint8Array.of(0x00, 0xff, 0x2f, 0x2f));
    await connection.putAll([
      { key: odd, value },
      { key: key('folder/leased'), value, lease },
      { key: key('folder/expired'), value, lease: dead },
      { key: key('folder/again'), value },
      { key: key('elsewhere'), value },
    ]);
    const left = await connection.keys.revision();
    await connection.revokeLease(dead);
    for (const name of [odd, key('folder/leased'), key('folder/again'), key('elsewhere')]) {
      await connection.deleteKey(name);
    }
    const prefix = toBase64Url(utf8Bytes('lost/'));
    const found = await compare({ prefix, left, onlyRemoved: true });
    expect(found.listed).toBe(5);
    await put(key('folder/again'), 'by somebody else');
    const { id } = found.operation;
    const body = selectionOf([], [key('folder/')]);
    const { keys: planned, ...figures } = await planOf(id, body);
    expect(figures).toEqual({
      revision: left,
      restored: 3,
      existing: 1,
      withLease: 1,
      withoutLease: 1,
      masked: 0,
      bytes: String(3 * 256),
    });
    expect(planned.length).toBe(4);
    const operation = await startedBy(await call(restore.POST, { id, body }));
    expect(operation).toMatchObject({ state: 'succeeded', done: '4', total: '4' });
    const outcomes = (await allRows(id)).map((row) => [row.key.text, row.outcome]);
    expect(outcomes).toEqual([
      ['lost/elsewhere', null],
      ['lost/folder/\\x00\\xff//', 'restored'],
      ['lost/folder/again', 'exists'],
      ['lost/folder/expired', 'restored'],
      ['lost/folder/leased', 'restored'],
    ]);
    const read = async (name: Uint8Array) =>
      (await connection.keys.range({ key: name, rangeEnd: undefined, limit: 1 })).keys[0];
    expect((await read(odd))?.value).toEqual(value);
    expect((await read(key('folder/leased')))?.lease).toBe(lease);
    expect((await read(key('folder/expired')))?.lease).toBe('0');
    expect((await read(key('folder/again')))?.value).toEqual(utf8Bytes('by somebody else'));
    expect(await read(key('elsewhere'))).toBeUndefined();
  });

  it('brings back more than one Txn holds', async () => {
    const names = Array.from({ length: 230 }, (_, index) => utf8Bytes(`many/${1000 + index}`));
    for (let offset = 0; offset < names.length; offset += 100) {
      const part = names.slice(offset, offset + 100);
      await connection.putAll(part.map((name) => ({ key: name, value: name })));
    }
    const left = await connection.keys.revision();
    await Promise.all(names.map((name) => connection.deleteKey(name)));
    const prefix = toBase64Url(utf8Bytes('many/'));
    const { operation } = await compare({ prefix, left, onlyRemoved: true });
    const body = { prefixes: [prefix] };
    await startedBy(await call(restore.POST, { id: operation.id, body }));
    const { keys } = await connection.keys.range({
      ...rangeBounds(prefixRange(utf8Bytes('many/'))),
      limit: 1000,
    });
    expect(keys.map((stored) => [stored.key, stored.value])).toEqual(
      names.map((name) => [name, name]),
    );
  });

  it('is refused for Kubernetes objects, and where nothing is named', async () => {
    const name = utf8Bytes('/registry/configmaps/shop/lost');
    const left = await put(name, 'v');
    await connection.deleteKey(name);
    const prefix = toBase64Url(utf8Bytes('/registry/'));
    const { operation } = await compare({ prefix, left, onlyRemoved: true });
    const { id } = operation;
    const kept = await call(restore.POST, { id, body: selectionOf([name]) });
    expect((await problemIn(kept)).code).toBe('kubernetes_read_only');
    const nothing = await call(plan.POST, { id, body: selectionOf([utf8Bytes('lost')]) });
    expect((await problemIn(nothing)).code).toBe('not_found');
  });

  it('says that nothing can come back once the revision is compacted away', async () => {
    const name = utf8Bytes('late/key');
    const left = await put(name, 'v');
    await connection.deleteKey(name);
    const prefix = toBase64Url(utf8Bytes('late/'));
    const { operation } = await compare({ prefix, left, onlyRemoved: true });
    await clusters[0]?.etcdctl('compact', await put(utf8Bytes('horizon'), 'v'));
    const body = selectionOf([name]);
    const refused = await call(plan.POST, { id: operation.id, body });
    expect((await problemIn(refused)).code).toBe('revision_compacted');
    const late = await call(comparisons.POST, { body: { prefix, left } });
    expect((await problemIn(late)).code).toBe('revision_compacted');
  });
});
