import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as stream from '@/app/api/v1/clusters/[cluster]/keys/stream/route';
import { type Folder, type FolderEntry, folderLineSchema } from '@/lib/domain/api/keys';
import { concatBytes, readableBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import { startService, type TestService } from '@/scripts/testing/start-service';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { callRoute, forgetRates, loggedIn } from '../http/testing';
import { type FolderQuery, listFolder } from './list-folder';
import { expectedRows, type Row } from './testing/expected-level';

let service: TestService;
let shared: ClusterConnection;
let viewer: { headers: Record<string, string> };

beforeAll(async () => {
  service = await startService();
  shared = service.connection;
  viewer = await loggedIn('viewer', 'viewer');
});

beforeEach(forgetRates);

afterAll(() => service?.stop());

/** The same connection with another delimiter; what it remembers of folders is its own. */
const withDelimiter = (delimiter: string): ClusterConnection => ({
  ...shared,
  config: { ...shared.config, delimiter },
});

const put = async (keys: readonly Uint8Array[]): Promise<void> => {
  for (let offset = 0; offset < keys.length; offset += 100) {
    const part = keys.slice(offset, offset + 100);
    await shared.putAll(part.map((key) => ({ key, value: utf8Bytes('v') })));
  }
};

const fullRead = async (prefix: Uint8Array, revision: string): Promise<Uint8Array[]> => {
  const { keys, more } = await shared.keys.range({
    ...rangeBounds(prefixRange(prefix)),
    limit: 100_000,
    keysOnly: true,
    revision,
  });
  expect(more).toBe(false);
  return keys.map(({ key }) => key);
};

const rowsOf = (entries: readonly FolderEntry[]): Row[] =>
  entries.map(({ kind, name, count }) => [`${kind} ${name.text}`, BigInt(count ?? 1)]);

/** All pages from one on, forward or backward, in key order. */
const follow = async (
  connection: ClusterConnection,
  query: FolderQuery,
  direction: 'next' | 'previous',
): Promise<{ rows: Row[]; revision: string }> => {
  let page: Folder = await listFolder(connection, query);
  const { revision } = page;
  let rows = rowsOf(page.entries);
  for (let cursor = page[direction]; cursor !== null; cursor = page[direction]) {
    const { prefix, limit } = query;
    page = await listFolder(connection, { prefix, limit, revision, cursor });
    const part = rowsOf(page.entries);
    rows = direction === 'next' ? [...rows, ...part] : [...part, ...rows];
  }
  return { rows, revision };
};

const bytesArbitrary = fc.array(
  fc.oneof(fc.constantFrom(0x2f, 0x3a, 0x61, 0x00, 0xff), fc.integer({ min: 0, max: 255 })),
  { maxLength: 6 },
);

describe('every level of random keys under concurrent writers', () => {
  it('equals a full read at the same revision, on whichever way one pages', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(bytesArbitrary, { minLength: 1, maxLength: 200, selector: String }),
        fc.array(bytesArbitrary, { maxLength: 40 }),
        fc.constantFrom('/', ':', '', 'a', '\0'),
        fc.integer({ min: 1, max: 40 }),
        async (tails, written, delimiter, limit) => {
          run += 1;
          const root = utf8Bytes(`run-${run}-`);
          const named = (tail: number[]): Uint8Array => concatBytes(root, Uint8Array.from(tail));
          const keys = tails.map(named);
          await put(keys);
          const connection = withDelimiter(delimiter);
          const level = { prefix: root, delimiter: utf8Bytes(delimiter) };
          const query = { prefix: toBase64Url(root), limit };
          const write = async (): Promise<void> => {
            for (const [index, tail] of written.entries()) {
              await put([named(tail)]);
              await shared.deleteKey(keys[index % keys.length] ?? root);
            }
          };
          const read = async (): Promise<void> => {
            for (let round = 0; round < 2; round += 1) {
              const forward = await follow(connection, query, 'next');
              expect(forward.rows).toEqual(
                expectedRows(await fullRead(root, forward.revision), level),
              );
              const last = await follow(connection, { ...query, last: true }, 'previous');
              const expected = expectedRows(await fullRead(root, last.revision), level);
              // The first page is always a full one, so it may repeat what the next one has.
              expect(new Map(last.rows)).toEqual(new Map(expected));
              const from = toBase64Url(named(tails[round] ?? []));
              const jump = await listFolder(connection, { ...query, from });
              const whole = expectedRows(await fullRead(root, jump.revision), level);
              const [first] = rowsOf(jump.entries);
              const at = whole.findIndex(([name]) => name === first?.[0]);
              expect(rowsOf(jump.entries)).toEqual(at < 0 ? [] : whole.slice(at, at + limit));
            }
          };
          await Promise.all([write(), read()]);
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  }, 120_000);
});

describe('a folder', () => {
  const prefix = utf8Bytes('many/');
  const names = Array.from({ length: 700 }, (_, index) => `n${String(index).padStart(3, '0')}`);

  beforeAll(() => put(names.map((name) => utf8Bytes(`many/${name}`))));

  const query = { prefix: toBase64Url(prefix), limit: 100 };
  const labels = ({ entries }: Folder): string[] => entries.map(({ label }) => label);

  it('has a last page, the one before it, and says what comes before', async () => {
    const last = await listFolder(shared, { ...query, last: true, recount: true });
    expect(labels(last)).toEqual(names.slice(600));
    expect([last.next, last.total, last.before]).toEqual([null, '700', '600']);
    const cursor = last.previous ?? '';
    const before = await listFolder(shared, { ...query, revision: last.revision, cursor });
    expect(labels(before)).toEqual(names.slice(500, 600));
    const onward = { ...query, revision: last.revision, cursor: before.next ?? '' };
    expect(labels(await listFolder(shared, onward))).toEqual(names.slice(600));
  });

  it('is entered at a key, at one that is not there, and before and after all', async () => {
    const jump = async (key: string): Promise<string[]> =>
      labels(await listFolder(shared, { ...query, limit: 3, from: toBase64Url(utf8Bytes(key)) }));
    expect(await jump('many/n400')).toEqual(['n400', 'n401', 'n402']);
    expect(await jump('many/n4005')).toEqual(['n401', 'n402', 'n403']);
    expect(await jump('a')).toEqual(['n000', 'n001', 'n002']);
    expect(await jump('z')).toEqual(['n697', 'n698', 'n699']);
  });

  it('is filtered by what a person reads, by page', async () => {
    const filtered = { ...query, limit: 60, filter: '7' };
    const first = await listFolder(shared, filtered);
    const wanted = names.filter((name) => name.includes('7'));
    expect(labels(first)).toEqual(wanted.slice(0, 60));
    const cursor = first.next ?? '';
    const second = await listFolder(shared, { ...filtered, revision: first.revision, cursor });
    expect(labels(second)).toEqual(wanted.slice(60, 120));
    expect((await listFolder(shared, { ...query, filter: 'none' })).entries).toEqual([]);
  });

  it('is shown as it was, and a compacted past is refused', async () => {
    const old = await listFolder(shared, { ...query, limit: 5 });
    await put([utf8Bytes('many/a')]);
    expect(labels(await listFolder(shared, { ...query, limit: 1 }))).toEqual(['a']);
    const past = { ...query, limit: 5, revision: old.revision };
    expect(labels(await listFolder(shared, past))).toEqual(names.slice(0, 5));
    await service.cluster.etcdctl('compact', await shared.keys.revision());
    await expect(listFolder(shared, past)).rejects.toMatchObject({ code: 'revision_compacted' });
  });

  it('comes as a stream: rows, then the page, or a problem', async () => {
    const lines = async (search: string) => {
      const request = { params: { cluster: 'test' }, query: search, headers: viewer.headers };
      const response = await callRoute(stream.GET, request);
      expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
      const text = await response.text();
      return text
        .trimEnd()
        .split('\n')
        .map((line) => folderLineSchema.parse(JSON.parse(line)));
    };
    const good = await lines(`?prefix=${query.prefix}&limit=100`);
    const rows = good.flatMap((line) => (line.type === 'rows' ? line.entries : []));
    const [page] = good.flatMap((line) => (line.type === 'page' ? [line.folder] : []));
    expect(page?.entries).toHaveLength(100);
    expect(rows.slice(0, 100).map(({ name }) => name)).toEqual(
      page?.entries.map(({ name }) => name),
    );
    expect(good.at(-1)?.type).toBe('page');
    const bad = await lines(`?prefix=${query.prefix}&revision=1`);
    expect(bad).toMatchObject([{ type: 'problem', problem: { code: 'revision_compacted' } }]);
  });

  it('has names of any bytes, 40 levels deep', async () => {
    const segment = Uint8Array.of(0x00, 0xff, 0x5c, 0x2f);
    const key = concatBytes(utf8Bytes('deep/'), ...Array.from({ length: 40 }, () => segment));
    await put([key]);
    for (let level = 0; level < 40; level += 1) {
      const inside = key.subarray(0, 5 + level * segment.length);
      const { entries } = await listFolder(shared, { prefix: toBase64Url(inside), limit: 5 });
      const found = entries.map(({ name, count }) => [name.text, count ?? '1']);
      const child = level === 39 ? key : key.subarray(0, 5 + (level + 1) * segment.length);
      expect(found).toEqual([[readableBytes(child), '1']]);
    }
  });
});
