import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { concatBytes, readableBytes, utf8Bytes } from '@/lib/domain/bytes';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { waitUntil } from '@/scripts/wait-until';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { connectCluster } from '../etcd/connect-cluster';
import { ClusterWatches, type WatchBudget } from './cluster-watches';
import { PrefixWatch } from './prefix-watch';
import { recordNews } from './testing/record-news';

let cluster: EtcdCluster;
let connection: ClusterConnection;
const open: ClusterWatches[] = [];

beforeAll(async () => {
  cluster = await startCluster({ members: 3 });
  connection = connectCluster(cluster.config);
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((watches) => watches.stop()));
});

afterAll(async () => {
  connection?.close();
  await cluster?.stop();
});

const createWatches = (budget: WatchBudget = { open: 0, most: 10 }): ClusterWatches => {
  const watches = new ClusterWatches({ connection, budget, graceMilliseconds: 0 });
  open.push(watches);
  return watches;
};

const put = (key: string | Uint8Array, value: Uint8Array = utf8Bytes('v')) =>
  connection.putAll([{ key: typeof key === 'string' ? utf8Bytes(key) : key, value }]);

/** Watchers as etcd itself counts them, on all members. */
const watchersInEtcd = async (): Promise<number> => {
  const options = { timeoutMilliseconds: 5_000, maximumBytes: 5_000_000 };
  const pages = await Promise.all(
    cluster.members.map(({ endpoint }) => connection.fetchText(`${endpoint}/metrics`, options)),
  );
  return pages
    .map(({ text }) => Number(/^etcd_debugging_mvcc_watcher_total (\d+)/m.exec(text)?.[1]))
    .reduce((sum, count) => sum + count, 0);
};

const untilWatchers = (count: number): Promise<true> =>
  waitUntil(
    `${count} watchers in etcd`,
    async () => (await watchersInEtcd()) === count || undefined,
  );

it('shares one etcd watch among all who follow a prefix or one within it, and ends it', async () => {
  const watches = createWatches();
  const [all, same, within] = [recordNews(), recordNews(), recordNews()];
  const stops = [
    watches.follow(utf8Bytes('/s/'), all.listener),
    watches.follow(utf8Bytes('/s/'), same.listener),
    watches.follow(utf8Bytes('/s/in/'), within.listener),
  ];
  await all.until('watching');
  await untilWatchers(1);
  const { revision } = await put('/s/a');
  await put('/s/in/b');
  await put('/other');
  await all.until('put', 2);
  const next = `put /s/in/b ${BigInt(revision) + 1n}`;
  expect(all.words).toEqual(['watching', `put /s/a ${revision}`, next]);
  expect(same.words).toEqual(all.words);
  expect(within.words).toEqual(['watching', next]);
  for (const stop of stops) {
    stop();
  }
  await untilWatchers(0);
});

it('does not follow more than is asked for once the wider watch is left', async () => {
  const watches = createWatches();
  const [wide, narrow] = [recordNews(), recordNews()];
  const stopWide = watches.follow(utf8Bytes('/w/'), wide.listener);
  watches.follow(utf8Bytes('/w/in/'), narrow.listener);
  await narrow.until('watching');
  stopWide();
  await put('/w/in/a');
  await narrow.until('watching', 2);
  await put('/w/in/b');
  await narrow.until('put /w/in/b');
  expect(narrow.words.filter((word) => word.startsWith('put'))).toHaveLength(2);
  expect(narrow.words).not.toContain('lost reconnected');
  expect(watches.size).toBe(1);
});

it('refuses what is beyond the budget, and frees it', async () => {
  const budget = { open: 0, most: 1 };
  const watches = createWatches(budget);
  const [first, second, third] = [recordNews(), recordNews(), recordNews()];
  const stop = watches.follow(utf8Bytes('/1/'), first.listener);
  watches.follow(utf8Bytes('/2/'), second.listener);
  expect(second.words).toEqual(['refused too_many_watches']);
  stop();
  await waitUntil('the place is free', () => budget.open === 0);
  watches.follow(utf8Bytes('/2/'), third.listener);
  await third.until('watching');
});

it('tells keys of any bytes, and those of a lease that expires', async () => {
  const news = recordNews();
  const prefix = Uint8Array.of(0xff, 0xff);
  createWatches().follow(prefix, news.listener);
  await news.until('watching');
  const key = concatBytes(prefix, Uint8Array.of(0, 0x2f, 0x80));
  const lease = await connection.grantLease(1);
  await connection.putAll([{ key, value: Uint8Array.of(0, 255), lease }]);
  await news.until(`delete ${readableBytes(key)}`);
  expect(news.words[1]).toMatch(/^put \\xff\\xff\\x00\/\\x80 /);
});

it('tells changes that are larger together than a gRPC message', async () => {
  const before = await connection.keys.revision();
  for (let index = 0; index < 6; index += 1) {
    await put(`/large/${index}`, new Uint8Array(1_200_000).fill(index));
  }
  const news = recordNews();
  const { listener } = news;
  const watch = new PrefixWatch({
    ...{ connection, prefix: utf8Bytes('/large/'), listener, after: before },
  });
  watch.start();
  await news.until('put', 6);
  await watch.stop();
  expect(news.words.filter((word) => word.startsWith('put'))).toHaveLength(6);
});

it('says that changes are lost where they were compacted, and goes on', async () => {
  await put('/c/a');
  const { revision } = await put('/c/b');
  await cluster.etcdctl('compact', revision);
  const news = recordNews();
  const { listener } = news;
  const watch = new PrefixWatch({ connection, prefix: utf8Bytes('/c/'), listener, after: '1' });
  watch.start();
  await news.until('lost compacted');
  const { revision: next } = await put('/c/c');
  await news.until('put');
  await watch.stop();
  expect(news.words).toEqual(['watching', 'lost compacted', `put /c/c ${next}`]);
});

it('says that changes are lost where the store is older than what was seen', async () => {
  const news = recordNews();
  const { listener } = news;
  const after = (BigInt(await connection.keys.revision()) + 1000n).toString();
  const watch = new PrefixWatch({ connection, prefix: utf8Bytes('/o/'), listener, after });
  watch.start();
  await news.until('lost reconnected');
  await watch.stop();
});

it('loses and repeats nothing while each member is killed once', async () => {
  const news = recordNews();
  createWatches().follow(utf8Bytes('/k/'), news.listener);
  await news.until('watching');
  let isWriting = true;
  const writer = (async () => {
    for (let index = 0; isWriting; index += 1) {
      await put(`/k/${index}`).catch(() => undefined);
    }
  })();
  for (const member of cluster.members) {
    const seen = news.words.length;
    await waitUntil('changes before the kill', () => news.words.length > seen + 10);
    await member.stop();
    await waitUntil('changes without the member', () => news.words.length > seen + 30);
    await member.start();
    await member.untilHealthy();
  }
  isWriting = false;
  await writer;
  await put('/k/last');
  await news.until('put /k/last');
  const told = news.words.filter((word) => word.startsWith('put '));
  const range = { ...rangeBounds(prefixRange(utf8Bytes('/k/'))), limit: 100_000, keysOnly: true };
  const { keys } = await connection.keys.range(range);
  const stored = keys
    .map(({ key, modRevision }) => ({ revision: BigInt(modRevision), key: readableBytes(key) }))
    .sort((left, right) => (left.revision < right.revision ? -1 : 1));
  expect(told).toEqual(stored.map(({ key, revision }) => `put ${key} ${revision}`));
  expect(news.words.filter((word) => word.startsWith('lost'))).toEqual([]);
});

it('waits for a cluster that is down and misses nothing of what follows', async () => {
  const news = recordNews();
  createWatches().follow(utf8Bytes('/d/'), news.listener);
  await news.until('watching');
  await Promise.all(cluster.members.map((member) => member.stop()));
  await news.until('interrupted');
  await Promise.all(cluster.members.map((member) => member.start()));
  await Promise.all(cluster.members.map((member) => member.untilHealthy()));
  await put('/d/a');
  await news.until('put /d/a');
  const kinds = new Set(news.words.map((word) => word.split(' ')[0]));
  expect([...kinds]).toEqual(['watching', 'interrupted', 'put']);
});
