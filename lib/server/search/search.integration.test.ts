import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as oneMatches from '@/app/api/v1/clusters/[cluster]/searches/[search]/matches/route';
import * as oneResume from '@/app/api/v1/clusters/[cluster]/searches/[search]/resume/route';
import * as oneSearch from '@/app/api/v1/clusters/[cluster]/searches/[search]/route';
import * as searches from '@/app/api/v1/clusters/[cluster]/searches/route';
import * as cancel from '@/app/api/v1/operations/[operation]/cancel/route';
import {
  type Search,
  type SearchMatch,
  type StartSearchInput,
  searchListSchema,
  searchMatchesSchema,
  searchSchema,
} from '@/lib/domain/api/searches';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { encodeKubernetesObject } from '@/lib/domain/kubernetes/encode-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';
import { startService, type TestService } from '@/scripts/testing/start-service';
import { waitUntil } from '@/scripts/wait-until';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { callRoute, forgetRates, loggedIn, problemIn } from '../http/testing';
import { auditRowsAfter } from '../store/audit';
import { updateOperation } from '../store/operations';

type Person = { headers: Record<string, string> };

let service: TestService;
let connection: ClusterConnection;
let viewer: Person;
let other: Person;
let admin: Person;

const size = 22_000;
const params = { cluster: 'test' };
const plain = Array.from({ length: size }, (_, index) =>
  utf8Bytes(`/plain/${String(index % 50).padStart(2, '0')}/item-${index}`),
);
const canary = 'c4n4ry?secret/päss';
const binaryKey = Uint8Array.of(0x62, 0x69, 0x6e, 0x00, 0xff, 0x2f);

const put = (key: Uint8Array | string, value: Uint8Array | string) => {
  const bytes = (given: Uint8Array | string) =>
    typeof given === 'string' ? utf8Bytes(given) : given;
  return connection.putAll([{ key: bytes(key), value: bytes(value) }]);
};

const encode = (object: Parameters<typeof encodeKubernetesObject>[0]): Uint8Array =>
  encodeKubernetesObject(object, kubernetesRegistry());

beforeAll(async () => {
  service = await startService();
  connection = service.connection;
  [viewer, other, admin] = await Promise.all([
    loggedIn('viewer', 'viewer'),
    loggedIn('other', 'operator'),
    loggedIn('admin', 'admin'),
  ]);
  for (let offset = 0; offset < size; offset += 120) {
    await connection.putAll(
      plain.slice(offset, offset + 120).map((key) => ({ key, value: utf8Bytes('value') })),
    );
  }
  await put(binaryKey, Uint8Array.of(1, 2, 0xff, 0xfe, 9));
  await put('/notes/one', 'first line\nthe Needle is here\nlast line');
  await put(
    '/registry/configmaps/shop/settings',
    encode({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'shop' },
      data: { greeting: 'needle-in-configmap' },
    }),
  );
  for (let index = 0; index < 20; index += 1) {
    await put(
      `/registry/secrets/shop/s${index}`,
      encode({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: `s${index}`, namespace: 'shop' },
        data: { password: Buffer.from(`${canary}-${index}`).toString('base64') },
      }),
    );
  }
  await put(
    '/registry/elsewhere',
    JSON.stringify({ kind: 'Secret', apiVersion: 'v1', data: { a: canary } }),
  );
});

beforeEach(forgetRates);

afterAll(() => service?.stop());

const post = (query: StartSearchInput, person = viewer): Promise<Response> =>
  callRoute(searches.POST, { params, headers: person.headers, body: query });

const start = async (query: StartSearchInput, person = viewer): Promise<Search> =>
  searchSchema.parse(await (await post({ pace: 'fast', ...query }, person)).json());

const read = async (search: string, person = viewer): Promise<Search> => {
  const request = { params: { ...params, search }, headers: person.headers };
  return searchSchema.parse(await (await callRoute(oneSearch.GET, request)).json());
};

const ended = (id: string): Promise<Search> =>
  waitUntil('the end of the search', async () => {
    const search = await read(id, admin);
    return search.ending !== 'running' && search;
  });

const matchesOf = async (search: string, query = '?limit=500'): Promise<SearchMatch[]> => {
  const request = { params: { ...params, search }, headers: admin.headers, query };
  const page = await (await callRoute(oneMatches.GET, request)).json();
  return searchMatchesSchema.parse(page).matches;
};

const allMatches = async ({ id, matches }: Search): Promise<SearchMatch[]> => {
  const found: SearchMatch[] = [];
  while (found.length < matches) {
    found.push(...(await matchesOf(id, `?from=${found.length}&limit=500`)));
  }
  return found;
};

const result = async (query: StartSearchInput, person = viewer) => {
  const search = await ended((await start(query, person)).id);
  return { search, keys: (await matchesOf(search.id)).map(({ key }) => key.text) };
};

const resume = async (search: string): Promise<Response> =>
  callRoute(oneResume.POST, { params: { ...params, search }, headers: viewer.headers });

describe('a search of keys', () => {
  const table: [StartSearchInput, string[]][] = [
    [{ pattern: 'ITEM-21999' }, ['/plain/49/item-21999']],
    [{ pattern: 'ITEM-21999', isCaseSensitive: true }, []],
    [{ pattern: '/notes/', how: 'prefix', isCaseSensitive: true }, ['/notes/one']],
    [{ pattern: '/NOTES/', how: 'prefix' }, ['/notes/one']],
    [{ pattern: '/*/one', how: 'glob' }, ['/notes/one']],
    [
      { pattern: '^/plain/0[01]/item-1[05]?[01]$', how: 'regex' },
      ['/plain/00/item-100', '/plain/00/item-150', '/plain/01/item-101', '/plain/01/item-151'],
    ],
    [{ pattern: '\\x00\\xff' }, ['bin\\x00\\xff/']],
    [{ pattern: '00ff', encoding: 'hex' }, ['bin\\x00\\xff/']],
    [{ pattern: toBase64Url(binaryKey), encoding: 'base64url', how: 'prefix' }, ['bin\\x00\\xff/']],
    [{ pattern: 'one', prefix: toBase64Url(utf8Bytes('/plain/')) }, []],
  ];

  it.each(table)('finds what %j means', async (query, expected) => {
    const { search, keys } = await result(query);
    expect(keys).toEqual(expected);
    expect(search).toMatchObject({ ending: 'complete', isRestarted: false, isLocked: false });
    expect(search.scanned).toBe(search.total);
  });

  it('tells where it matched, and size, kind and revision of the key', async () => {
    const { search } = await result({ pattern: 'configmaps' });
    const [match] = await matchesOf(search.id);
    expect(match).toMatchObject({ span: { start: 10, end: 20 }, kind: 'ConfigMap' });
    expect(match?.size).toBeGreaterThan(20);
    expect(BigInt(match?.modRevision ?? 0)).toBeGreaterThan(1n);
  });

  it.each([
    [{ pattern: 'a(b', how: 'regex' }, 'missing closing )'],
    [{ pattern: 'a[b', how: 'glob' }, 'this [ is never closed'],
    [{ pattern: '0g', encoding: 'hex' }, 'it is not pairs of hex digits'],
  ] satisfies [StartSearchInput, string][])('refuses %j', async (query, reason) => {
    const refused = await post(query);
    const { code, parameters } = await problemIn(refused);
    expect([refused.status, code, parameters.reason]).toEqual([400, 'invalid_pattern', reason]);
  });

  it('is right while keys are written', async () => {
    const { id } = await start({ pattern: 'item-', how: 'contains' });
    for (let index = 0; index < 20; index += 1) {
      await put(`/plain/25/item-new-${index}`, 'x');
    }
    const search = await ended(id);
    expect(search.ending).toBe('limit');
    expect(search.matches).toBe(10_000);
  });
});

describe('a search that stops', () => {
  it('keeps 10,000 matches, says so, and goes on from there until it is complete', async () => {
    await connection.deleteKey(utf8Bytes('/plain/25/item-new-0'));
    const query = { pattern: '^/plain/../item-[0-9]+$', how: 'regex' } as const;
    let search = await ended((await start(query)).id);
    expect(search).toMatchObject({ ending: 'limit', matches: 10_000 });
    expect((await read(search.id)).mayResume).toBe(true);
    await resume(search.id);
    search = await ended(search.id);
    expect(search).toMatchObject({ ending: 'limit', matches: 20_000 });
    await resume(search.id);
    search = await ended(search.id);
    expect(search).toMatchObject({ ending: 'complete', matches: size, mayResume: false });
    const keys = (await allMatches(search)).map(({ key }) => key.text);
    expect(keys).toEqual(plain.map((key) => Buffer.from(key).toString()).sort());
    expect((await resume(search.id)).status).toBe(409);
  });

  it('is cancelled, keeps what it found, and is resumed', async () => {
    const { id, operation } = await start({ pattern: 'value', what: 'values', pace: 'gentle' });
    const request = { params: { operation: operation.id }, headers: viewer.headers };
    await waitUntil('the first keys', async () => (await read(id)).scanned !== '0');
    const answer = await callRoute(cancel.POST, request);
    expect(answer.status).toBe(200);
    const cancelled = await read(id);
    expect(cancelled).toMatchObject({ ending: 'cancelled', mayResume: true });
    expect(BigInt(cancelled.scanned)).toBeLessThan(BigInt(cancelled.total ?? 0));
    await resume(id);
    const search = await ended(id);
    expect(search.ending).toBe('limit');
    const keys = (await allMatches(search)).map(({ key }) => key.text);
    expect(search.matches).toBe(cancelled.matches + 10_000);
    expect(new Set(keys).size).toBe(search.matches);
    expect(keys).toEqual([...keys].sort());
  });

  it('is interrupted by a crash of the server, and resumed', async () => {
    const { search } = await result({ pattern: 'item-5' });
    const row = { cursor: toBase64Url(utf8Bytes('/plain/20/')), scanned: '9000' };
    await service.server.store
      .updateTable('searches')
      .set(row)
      .where('id', '=', search.id)
      .execute();
    await updateOperation(service.server.store, { ...search.operation, state: 'unknown' });
    expect(await read(search.id)).toMatchObject({ ending: 'interrupted', mayResume: true });
    await resume(search.id);
    expect((await ended(search.id)).ending).toBe('complete');
  });

  it('goes on at a newer revision where its own was compacted away, and says so', async () => {
    const { search } = await result({ pattern: 'item-77' });
    await put('/later', 'x');
    await service.cluster.etcdctl('compact', await connection.keys.revision());
    const row = { cursor: toBase64Url(utf8Bytes('/plain/20/')), scanned: '9000' };
    await service.server.store
      .updateTable('searches')
      .set(row)
      .where('id', '=', search.id)
      .execute();
    await updateOperation(service.server.store, { ...search.operation, state: 'cancelled' });
    await resume(search.id);
    expect(await ended(search.id)).toMatchObject({ ending: 'complete', isRestarted: true });
  });

  it('gives way to a new one of the same person, not of another', async () => {
    const slow = { pattern: 'nothing-like-it', what: 'values', pace: 'gentle' } as const;
    const first = await start(slow);
    const theirs = await start(slow, other);
    const second = await start({ pattern: 'notes' });
    expect((await read(first.id)).ending).toBe('cancelled');
    await ended(second.id);
    expect((await read(theirs.id, other)).ending).not.toBe('cancelled');
    const request = { params: { operation: theirs.operation.id } };
    const refused = await callRoute(cancel.POST, { ...request, headers: viewer.headers });
    expect(refused.status).toBe(403);
    const allowed = await callRoute(cancel.POST, { ...request, headers: admin.headers });
    expect([200, 409]).toContain(allowed.status);
  });
});

describe('a search of values', () => {
  it('finds text as it is shown, with the line around it', async () => {
    const { search, keys } = await result({ pattern: 'needle', what: 'values' });
    expect(keys).toEqual(['/notes/one', '/registry/configmaps/shop/settings']);
    const [, match] = await matchesOf(search.id);
    expect(match?.excerpt?.text).toContain('greeting: needle-in-configmap');
    const { start: from, end } = match?.excerpt ?? { start: 0, end: 0 };
    expect(match?.excerpt?.text.slice(from, end)).toBe('needle');
  });

  it('finds lines and bytes', async () => {
    const line = await result({ pattern: 'the * is ?ere', how: 'glob', what: 'values' });
    expect(line.keys).toEqual(['/notes/one']);
    const bytes = await result({ pattern: 'fffe', encoding: 'hex', what: 'values' });
    expect(bytes.keys).toEqual(['bin\\x00\\xff/']);
  });

  const registry = toBase64Url(utf8Bytes('/registry/'));
  const raw = Buffer.from(canary);
  const forms: [string, StartSearchInput][] = [
    ['raw', { pattern: 'c4n4ry' }],
    ['base64', { pattern: raw.toString('base64').slice(0, 16) }],
    ['base64url', { pattern: raw.toString('base64url').slice(0, 16) }],
    ['hex', { pattern: raw.toString('hex').slice(0, 16) }],
    ['URL-encoded', { pattern: encodeURIComponent(canary).slice(0, 16) }],
    ['bytes', { pattern: raw.toString('hex'), encoding: 'hex' }],
    [
      'bytes of base64',
      {
        pattern: Buffer.from(raw.toString('base64').slice(0, 12)).toString('base64url'),
        encoding: 'base64url',
      },
    ],
    ['a pattern', { pattern: 'c[0-9]n.ry|YzRuNHJ5', how: 'regex' }],
    ['a glob', { pattern: '**password**', how: 'glob' }],
  ];

  it.each(forms)('finds no secret by value, whoever asks (%s)', async (_, query) => {
    for (const person of [viewer, admin]) {
      const { search, keys } = await result({ ...query, what: 'values', prefix: registry }, person);
      expect(keys).toEqual([]);
      expect(search).toMatchObject({ ending: 'complete', maskedValues: 21 });
    }
  });
});

describe('searches of a person', () => {
  it('are listed to that person, and hidden from others', async () => {
    const { search } = await result({ pattern: 'notes' });
    const mine = await callRoute(searches.GET, { params, headers: viewer.headers });
    const list = searchListSchema.parse(await mine.json());
    expect(list.searches[0]?.id).toBe(search.id);
    expect(list.searches.length).toBeLessThanOrEqual(20);
    expect(list.searches.every(({ startedBy }) => startedBy === 'viewer')).toBe(true);
    for (const route of [oneSearch.GET, oneMatches.GET, oneResume.POST]) {
      const request = { params: { ...params, search: search.id }, headers: other.headers };
      expect((await callRoute(route, request)).status).toBe(403);
    }
    expect((await read(search.id, admin)).mayResume).toBe(false);
    const absent = { params: { ...params, search: '20200101t000000000z-00000000' }, ...viewer };
    expect((await callRoute(oneSearch.GET, absent)).status).toBe(404);
  });

  it('are audited without their pattern', async () => {
    const pattern = 'hunter2-pasted-by-mistake';
    await result({ pattern, what: 'values' });
    const rows = (await auditRowsAfter(service.server.store, 0, 2_000)).filter(
      ({ action }) => action === 'key:search',
    );
    expect(rows.at(-1)?.resource).toBe(
      'search of values in the whole store: contains, a pattern of 25 characters',
    );
    expect(JSON.stringify(rows)).not.toContain(pattern);
  });
});
