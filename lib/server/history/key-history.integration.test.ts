import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as history from '@/app/api/v1/clusters/[cluster]/key/history/route';
import * as restore from '@/app/api/v1/clusters/[cluster]/key/restore/route';
import * as revisions from '@/app/api/v1/clusters/[cluster]/revisions/route';
import { writtenKeySchema } from '@/lib/domain/api/edits';
import { type KeyHistory, keyHistorySchema, revisionsSchema } from '@/lib/domain/api/history';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { startService, type TestService } from '@/scripts/testing/start-service';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { callRoute, forgetRates, loggedIn, problemIn } from '../http/testing';

type Person = { headers: Record<string, string> };

let service: TestService;
let connection: ClusterConnection;
let viewer: Person;
let operator: Person;

const params = { cluster: 'test' };

beforeAll(async () => {
  service = await startService();
  connection = service.connection;
  viewer = await loggedIn('viewer', 'viewer');
  operator = await loggedIn('operator', 'operator');
});

beforeEach(forgetRates);

afterAll(() => service?.stop());

const put = async (key: Uint8Array, value: string, lease?: string): Promise<string> =>
  (await connection.putAll([{ key, value: utf8Bytes(value), lease }])).revision;

const remove = async (key: Uint8Array): Promise<string> =>
  (await connection.deleteKey(key)).revision;

const pageOf = async (key: Uint8Array, rest = ''): Promise<KeyHistory> => {
  const query = `?key=${toBase64Url(key)}${rest}`;
  const response = await callRoute(history.GET, { params, query, headers: viewer.headers });
  return keyHistorySchema.parse(await response.json());
};

const allOf = async (key: Uint8Array, limit: number): Promise<KeyHistory['entries']> => {
  const first = await pageOf(key, `&limit=${limit}`);
  const entries = [...first.entries];
  let { next } = first;
  while (next !== null) {
    const page = await pageOf(key, `&limit=${limit}&cursor=${next}`);
    entries.push(...page.entries);
    next = page.next;
  }
  return entries;
};

const summary = (entries: KeyHistory['entries']): string[] =>
  entries.map(({ kind, revision, version, size }) => `${kind} ${revision} ${version} ${size}`);

const postRestore = (body: unknown, person = operator): Promise<Response> =>
  callRoute(restore.POST, { params, headers: person.headers, body });

/** Three lives of a key, the second one short, with other writes between. */
const writeThreeLives = async (key: Uint8Array): Promise<string[]> => {
  const other = utf8Bytes('other');
  const first = await put(key, 'a');
  const second = await put(key, 'bb');
  await put(other, 'x');
  const gone = await remove(key);
  const third = await put(key, 'ccc');
  const goneAgain = await remove(key);
  await put(other, 'y');
  const fourth = await put(key, 'dddd');
  return [
    `create ${fourth} 1 4`,
    `delete ${goneAgain} null null`,
    `create ${third} 1 3`,
    `delete ${gone} null null`,
    `put ${second} 2 2`,
    `create ${first} 1 1`,
  ];
};

describe('the history of a key', () => {
  it.each([1, 2, 3, 20])('has every life of it, %i to a page', async (limit) => {
    const key = Uint8Array.of(0x00, 0xff, limit);
    const expected = await writeThreeLives(key);
    expect(summary(await allOf(key, limit))).toEqual(expected);
  });

  it('begins with the deletion of a key that is gone', async () => {
    const key = utf8Bytes('gone');
    const created = await put(key, 'v');
    const deleted = await remove(key);
    await put(utf8Bytes('after'), 'v');
    const page = await pageOf(key);
    expect(summary(page.entries)).toEqual([`delete ${deleted} null null`, `create ${created} 1 1`]);
    expect([page.current, page.next, page.isComplete]).toEqual(['0', null, true]);
  });

  it('finds a life of one revision among many others', async () => {
    const key = utf8Bytes('rare');
    const created = await put(key, 'v');
    const deleted = await remove(key);
    for (let index = 0; index < 300; index += 1) {
      await put(utf8Bytes('busy'), String(index));
    }
    const page = await pageOf(key);
    expect(summary(page.entries)).toEqual([`delete ${deleted} null null`, `create ${created} 1 1`]);
    expect(page.isComplete).toBe(true);
  });

  it('is empty for a key that never was, and refused without a key', async () => {
    expect((await pageOf(utf8Bytes('never'))).entries).toEqual([]);
    const request = { params, query: '?key=', headers: viewer.headers };
    expect((await callRoute(history.GET, request)).status).toBe(400);
  });

  it('has a time for what was written since we look', async () => {
    await callRoute(revisions.GET, { params, headers: viewer.headers });
    const key = utf8Bytes('timed');
    await put(key, 'v');
    const answer = await callRoute(revisions.GET, { params, headers: viewer.headers });
    const { newest, oldest, points } = revisionsSchema.parse(await answer.json());
    expect(points.length).toBeGreaterThan(0);
    expect([oldest, BigInt(points.at(-1)?.revision ?? 0) <= BigInt(newest)]).toEqual(['1', true]);
  });
});

describe('putting an old value back', () => {
  it('happens where the key is as it was seen, without the old lease', async () => {
    const key = utf8Bytes('restored');
    const lease = await connection.grantLease(600);
    const old = await put(key, 'old', lease);
    const expected = await put(key, 'new', lease);
    const body = { key: toBase64Url(key), revision: old, expected };
    const written = writtenKeySchema.parse(await (await postRestore(body)).json());
    expect([written.outcome, written.verified]).toEqual(['written', true]);
    const { keys } = await connection.keys.range({ key, rangeEnd: undefined, limit: 1 });
    expect(keys[0]).toMatchObject({ value: utf8Bytes('old'), lease: '0', version: '3' });
    const again = { ...body, expected: written.revision };
    const unchanged = writtenKeySchema.parse(await (await postRestore(again)).json());
    expect([unchanged.outcome, unchanged.revision]).toEqual(['unchanged', written.revision]);
  });

  it('brings a deleted key back', async () => {
    const key = utf8Bytes('deleted');
    const revision = await put(key, 'v');
    await remove(key);
    const body = { key: toBase64Url(key), revision, expected: '0' };
    expect((await postRestore(body)).status).toBe(200);
    expect((await problemIn(await postRestore(body))).code).toBe('key_exists');
  });

  it('is refused where the key has changed, is gone, or was not there', async () => {
    const key = utf8Bytes('contested');
    const old = await put(key, 'old');
    const seen = await put(key, 'seen');
    await put(key, 'by somebody else');
    const bytes = toBase64Url(key);
    const codeOf = async (body: unknown, person?: Person) =>
      (await problemIn(await postRestore(body, person))).code;
    expect(await codeOf({ key: bytes, revision: old, expected: seen })).toBe('key_changed');
    const deleted = await remove(key);
    expect(await codeOf({ key: bytes, revision: old, expected: seen })).toBe('key_gone');
    expect(await codeOf({ key: bytes, revision: deleted, expected: '0' })).toBe('not_found');
    expect(await codeOf({ key: bytes, revision: old, expected: '0' }, viewer)).toBe('forbidden');
  });

  it('does not tell whether a masked value is the one that somebody guessed', async () => {
    const key = utf8Bytes('notes/secret');
    const bytes = toBase64Url(key);
    const real = await put(key, 'kind: Secret\npassword: c4n4ry\n');
    await remove(key);
    const guess = await put(key, 'kind: Secret\npassword: c4n4ry\n');
    const answer = await postRestore({ key: bytes, revision: real, expected: guess });
    expect(writtenKeySchema.parse(await answer.json()).outcome).toBe('written');
  });

  it('is refused for Kubernetes objects', async () => {
    const key = utf8Bytes('/registry/configmaps/default/settings');
    const revision = await put(key, 'old');
    const expected = await put(key, 'new');
    const body = { key: toBase64Url(key), revision, expected };
    expect((await problemIn(await postRestore(body))).code).toBe('kubernetes_read_only');
  });
});

describe('after a compaction', () => {
  it('tells the oldest readable revision exactly, and what a key was then', async () => {
    const key = utf8Bytes('compacted');
    await put(key, 'one');
    const kept = await put(key, 'two');
    const horizon = await put(utf8Bytes('horizon'), 'x');
    const newest = await put(key, 'three');
    await service.cluster.etcdctl('compact', horizon);
    // What was learnt before is believed for some seconds; a read that is refused asks anew.
    const page = await pageOf(key);
    expect(summary(page.entries)).toEqual([`put ${newest} 3 5`, `put ${kept} 2 3`]);
    expect([page.next, page.oldest]).toEqual([null, horizon]);
    const answer = await callRoute(revisions.GET, { params, headers: viewer.headers });
    const { oldest, isCompacted } = revisionsSchema.parse(await answer.json());
    expect([oldest, isCompacted]).toEqual([horizon, true]);
    const at = (revision: bigint) =>
      connection.keys.range({ key, rangeEnd: undefined, limit: 1, revision: String(revision) });
    expect((await at(BigInt(horizon))).keys[0]?.modRevision).toBe(kept);
    await expect(at(BigInt(horizon) - 1n)).rejects.toMatchObject({ code: 'revision_compacted' });
  });
});
