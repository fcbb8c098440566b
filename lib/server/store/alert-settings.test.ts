import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  endSilence,
  insertSilence,
  listSilenceRows,
  maximumSilences,
  readActiveSilences,
  type StoredSilence,
} from './alert-settings';
import { openStore, type Store } from './store';

const cluster = 'test';
const begun = 1_760_000_000_000;
const hour = 3_600_000;

let directory: string;
let store: Store;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-silences-'));
  store = await openStore(path.join(directory, 'etcdscope.sqlite'));
});

afterEach(async () => {
  await store.destroy();
  await rm(directory, { recursive: true, force: true });
});

const silence = (id: string, change: Partial<StoredSilence> = {}): StoredSilence => ({
  id,
  cluster,
  rule: null,
  member_id: null,
  reason: 'maintenance',
  created_by: 'operator',
  created_at: begun,
  ends_at: begun + 1000 * hour,
  ended_at: null,
  ...change,
});

const ids = async (): Promise<string[]> =>
  (await listSilenceRows(store, cluster)).map(({ id }) => id);

it('keeps the oldest silence where it holds, and forgets the oldest that have ended', async () => {
  await insertSilence(store, silence('old but in force'));
  for (let index = 0; index < maximumSilences + 5; index += 1) {
    const created_at = begun + 1000 + index;
    const isByHand = index % 2 === 0;
    const change = { created_at, ends_at: isByHand ? begun + 9 * hour : created_at + 1 };
    expect(await insertSilence(store, silence(`ended ${index}`, change))).toBe(true);
    if (isByHand) {
      await endSilence(store, { cluster, id: `ended ${index}` }, created_at);
    }
  }
  const created_at = begun + hour;
  expect(await insertSilence(store, silence('new', { created_at }))).toBe(true);
  const kept = await ids();
  expect(kept).toHaveLength(maximumSilences);
  expect(kept).toEqual(expect.arrayContaining(['old but in force', 'new', 'ended 204']));
  expect(kept).not.toContain('ended 0');
  const active = await readActiveSilences(store, cluster, created_at);
  expect(active.map(({ id }) => id).sort()).toEqual(['new', 'old but in force']);
});

it('takes no more than it keeps, of each cluster, until one ends', async () => {
  for (let index = 0; index < maximumSilences; index += 1) {
    expect(await insertSilence(store, silence(`${index}`))).toBe(true);
  }
  expect(await insertSilence(store, silence('one more'))).toBe(false);
  expect(await insertSilence(store, silence('elsewhere', { cluster: 'other' }))).toBe(true);
  expect(await ids()).toHaveLength(maximumSilences);
  await endSilence(store, { cluster, id: '0' }, begun);
  expect(await insertSilence(store, silence('one more'))).toBe(true);
  expect(await ids()).toContain('one more');
  expect(await ids()).not.toContain('0');
});
