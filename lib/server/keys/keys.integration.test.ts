import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as raw from '@/app/api/v1/clusters/[cluster]/key/raw/route';
import * as reveal from '@/app/api/v1/clusters/[cluster]/key/reveal/route';
import * as oneKey from '@/app/api/v1/clusters/[cluster]/key/route';
import * as keys from '@/app/api/v1/clusters/[cluster]/keys/route';
import { type Folder, folderSchema, type Key, keySchema } from '@/lib/domain/api/keys';
import {
  compareBytes,
  readableBytes,
  startsWithBytes,
  toBase64Url,
  utf8Bytes,
} from '@/lib/domain/bytes';
import { encodeKubernetesObject } from '@/lib/domain/kubernetes/encode-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';
import { startService, type TestService } from '@/scripts/testing/start-service';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { callRoute, forgetRates, loggedIn, problemIn } from '../http/testing';
import { auditRowsAfter } from '../store/audit';
import { listFolder } from './list-folder';
import { childrenByFullRead, randomKeys, randomNumbers } from './testing/random-keys';

type Person = { headers: Record<string, string> };

let service: TestService;
let connection: ClusterConnection;
let viewer: Person;
let admin: Person;

const canary = 'c4n4ry-of-a-secret';
const secretKey = utf8Bytes('/registry/secrets/shop/database');
const params = { cluster: 'test' };

const putAll = async (names: readonly Uint8Array[], value = 'v'): Promise<void> => {
  for (let offset = 0; offset < names.length; offset += 100) {
    const entries = names.slice(offset, offset + 100);
    await connection.putAll(entries.map((key) => ({ key, value: utf8Bytes(value) })));
  }
};

const secret = (): Uint8Array =>
  encodeKubernetesObject(
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'database', namespace: 'shop' },
      data: { password: Buffer.from(canary).toString('base64') },
    },
    kubernetesRegistry(),
  );

beforeAll(async () => {
  service = await startService();
  connection = service.connection;
  viewer = await loggedIn('viewer', 'viewer');
  admin = await loggedIn('admin', 'admin');
  await connection.putAll([{ key: secretKey, value: secret() }]);
});

beforeEach(forgetRates);

afterAll(() => service?.stop());

const keyQuery = (key: Uint8Array): string => `?key=${toBase64Url(key)}`;

const getFolder = async (query: string): Promise<Folder> => {
  const response = await callRoute(keys.GET, { params, query, headers: viewer.headers });
  return folderSchema.parse(await response.json());
};

const getKey = async (key: Uint8Array, person = viewer): Promise<Key> => {
  const request = { params, query: keyQuery(key), headers: person.headers };
  return keySchema.parse(await (await callRoute(oneKey.GET, request)).json());
};

const postReveal = (person: Person, body: unknown): Promise<Response> =>
  callRoute(reveal.POST, { params, headers: person.headers, body });

describe('folders of a real store', () => {
  it('lists every level of keys of any bytes with exact counts', async () => {
    const prefix = utf8Bytes('bytes!');
    const alphabet = [0x00, 0x2f, 0x2f, 0x61, 0x80, 0xff];
    const tails = randomKeys(randomNumbers(11), { count: 900, alphabet, longest: 7 });
    const names = tails.map((tail) => Uint8Array.of(...prefix, ...tail));
    await putAll(names);
    const levels: Uint8Array[] = [prefix];
    for (const level of levels) {
      const within = names.filter((name) => startsWithBytes(name, level)).sort(compareBytes);
      const expected = childrenByFullRead(within, level, utf8Bytes('/'));
      const query = { prefix: toBase64Url(level), limit: 500 };
      const { entries, total, next } = await listFolder(connection, query);
      const found = entries.map(({ kind, name, count }) => [
        `${kind} ${name.text}`,
        BigInt(count ?? 1),
      ]);
      expect(next).toBeNull();
      expect(total).toBe(String(within.length));
      expect(found).toEqual([...expected]);
      const folders = entries.filter(({ kind }) => kind === 'folder').slice(0, 4);
      if (levels.length < 40) {
        levels.push(...folders.map(({ name }) => Buffer.from(name.bytes, 'base64url')));
      }
    }
  });

  it('pages at one revision while keys are written, deleted and moved', async () => {
    const names = Array.from({ length: 600 }, (_, index) =>
      utf8Bytes(`paged/${String(index).padStart(4, '0')}`),
    );
    await putAll(names);
    const prefix = toBase64Url(utf8Bytes('paged/'));
    const seen: string[] = [];
    let page = await getFolder(`?prefix=${prefix}&limit=50&recount=true`);
    const { revision } = page;
    while (true) {
      seen.push(...page.entries.map(({ name }) => name.text));
      expect([page.revision, page.total]).toEqual([revision, '600']);
      if (page.next === null) {
        break;
      }
      await putAll([utf8Bytes(`paged/${seen.length}-new`), utf8Bytes('paged/0000')]);
      await connection.deleteKey(utf8Bytes(`paged/${String(600 - seen.length).padStart(4, '0')}`));
      page = await getFolder(`?prefix=${prefix}&limit=50&revision=${revision}&cursor=${page.next}`);
    }
    expect(seen).toEqual(names.map(readableBytes));
  });

  it('goes on at a newer revision where the pinned one was compacted', async () => {
    await putAll(Array.from({ length: 30 }, (_, index) => utf8Bytes(`compacted/${index + 10}`)));
    const prefix = toBase64Url(utf8Bytes('compacted/'));
    const first = await getFolder(`?prefix=${prefix}&limit=20&recount=true`);
    await putAll([utf8Bytes('compacted/99')]);
    await service.cluster.etcdctl('compact', await connection.keys.revision());
    const rest = `?prefix=${prefix}&limit=20&cursor=${first.next}`;
    const query = `${rest}&revision=${first.revision}`;
    const refused = await callRoute(keys.GET, { params, query, headers: viewer.headers });
    expect(refused.status).toBe(410);
    expect((await problemIn(refused)).code).toBe('revision_compacted');
    const second = await getFolder(rest);
    expect(second.entries.map(({ label }) => label).at(-1)).toBe('99');
    expect([second.total, second.entries.length]).toEqual(['31', 11]);
  });

  it('tells nothing of an empty folder but its revision', async () => {
    const folder = await getFolder(`?prefix=${toBase64Url(utf8Bytes('nothing/here/'))}`);
    expect(folder).toMatchObject({ entries: [], total: '0', next: null, answeredBy: 'm1' });
  });

  it.each(['prefix=*', 'limit=0', 'limit=2001', 'cursor=AAAA', 'other=1', 'revision=-1'])(
    'refuses ?%s',
    async (query) => {
      const request = { params, query: `?${query}`, headers: viewer.headers };
      const response = await callRoute(keys.GET, request);
      expect([response.status, (await problemIn(response)).code]).toEqual([400, 'invalid_input']);
    },
  );

  it('refuses a cursor that points into a child', async () => {
    const cursor = toBase64Url(Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 1, ...utf8Bytes('a/b/c')));
    const prefix = toBase64Url(utf8Bytes('a/'));
    const request = { params, query: `?prefix=${prefix}&cursor=${cursor}`, ...viewer };
    expect((await callRoute(keys.GET, request)).status).toBe(400);
  });
});

describe('one key of a real store', () => {
  it('has its metadata and the time left of its lease', async () => {
    const lease = await connection.grantLease(600);
    const key = Uint8Array.of(0x00, 0xff, 0x2f);
    await connection.putAll([{ key, value: utf8Bytes('a: 1\nb: 2\n'), lease }]);
    const read = await getKey(key);
    expect(read).toMatchObject({
      key: { bytes: toBase64Url(key), text: '\\x00\\xff/' },
      version: '1',
      lease: BigInt(lease).toString(16),
      leaseGrantedSeconds: 600,
      masked: false,
      value: { format: 'yaml', size: 10, text: 'a: 1\nb: 2\n' },
    });
    expect(read.leaseSecondsLeft).toBeGreaterThan(590);
  });

  it('is read at an older revision', async () => {
    const key = utf8Bytes('older');
    const { revision } = await connection.putAll([{ key, value: utf8Bytes('one') }]);
    await connection.putAll([{ key, value: utf8Bytes('two') }]);
    const query = `${keyQuery(key)}&revision=${revision}`;
    const response = await callRoute(oneKey.GET, { params, query, headers: viewer.headers });
    const read = keySchema.parse(await response.json());
    expect([read.value.text, read.revision]).toEqual(['one', revision]);
  });

  it('is not found, or refused where it has no bytes', async () => {
    const statuses = await Promise.all(
      [utf8Bytes('no such key'), new Uint8Array()].map(
        async (key) =>
          (await callRoute(oneKey.GET, { params, query: keyQuery(key), ...viewer })).status,
      ),
    );
    expect(statuses).toEqual([404, 400]);
  });

  it.each([
    ['separators', '/files/../"a\r\nb'],
    ['characters of two UTF-16 units, cut at the end', `a${'\u{10000}'.repeat(101)}`],
  ])('is downloaded byte for byte under a harmless name: %s', async (_name, text) => {
    const key = utf8Bytes(text);
    const value = Uint8Array.from({ length: 256 }, (_, index) => index);
    await connection.putAll([{ key, value }]);
    const response = await callRoute(raw.GET, { params, query: keyQuery(key), ...viewer });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(value);
    const disposition = response.headers.get('content-disposition');
    expect(disposition).toMatch(/^attachment; filename\*=UTF-8''[\w.@%=-]+$/);
  });
});

describe('a masked key of a real store', () => {
  const body = { key: toBase64Url(secretKey), reason: 'ticket 4711' };
  const auditRows = async () => auditRowsAfter(service.server.store, 0, 1000);

  it('is masked for everybody, and its bytes are refused', async () => {
    for (const person of [viewer, admin]) {
      const read = await getKey(secretKey, person);
      expect([read.masked, read.mayReveal]).toEqual([true, person === admin]);
      expect(JSON.stringify(read)).not.toContain(Buffer.from(canary).toString('base64'));
      const request = { params, query: keyQuery(secretKey), headers: person.headers };
      const response = await callRoute(raw.GET, request);
      expect(response.status).toBe(403);
      expect(await response.text()).not.toContain(canary);
    }
    const folder = await getFolder(`?prefix=${toBase64Url(utf8Bytes('/registry/secrets/'))}`);
    expect(folder.entries).toMatchObject([{ label: 'shop', masked: true, count: '1' }]);
  });

  it('is not revealed to a viewer, which is audited', async () => {
    const response = await postReveal(viewer, body);
    expect((await problemIn(response)).code).toBe('forbidden');
    expect((await auditRows()).at(-1)).toMatchObject({ actor: 'viewer', result: 'denied' });
  });

  it('is not revealed without a reason', async () => {
    for (const reason of [undefined, '', '  a  ']) {
      expect((await postReveal(admin, { ...body, reason })).status).toBe(400);
    }
  });

  it('is revealed to an admin, after the intent is in the audit log', async () => {
    const response = await postReveal(admin, body);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const revealed = keySchema.parse(await response.json());
    expect(revealed.masked).toBe(false);
    expect(revealed.value.yaml).toContain(Buffer.from(canary).toString('base64'));
    const rows = (await auditRows()).slice(-2);
    const fact = {
      actor: 'admin',
      action: 'key:reveal',
      cluster: 'test',
      resource: '/registry/secrets/shop/database',
      reason: 'ticket 4711',
    };
    expect(rows).toMatchObject([
      { ...fact, result: 'intended' },
      { ...fact, result: 'succeeded' },
    ]);
    expect(JSON.stringify(rows)).not.toContain(canary);
  });

  it('is revealed at most 20 times an hour', async () => {
    const person = await loggedIn('curious', 'admin');
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 21; attempt += 1) {
      statuses.push((await postReveal(person, body)).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
  });
});
