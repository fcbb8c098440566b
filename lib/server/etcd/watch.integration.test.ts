import { afterAll, beforeAll, expect, it } from 'vitest';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { waitUntil } from '@/scripts/wait-until';
import type { ClusterConnection, WatchBatch } from './cluster-connection';
import { connectCluster } from './connect-cluster';

let cluster: EtcdCluster;
let connection: ClusterConnection;

beforeAll(async () => {
  cluster = await startCluster({ members: 3 });
  connection = connectCluster(cluster.config);
});

afterAll(async () => {
  connection?.close();
  await cluster?.stop();
});

const bytes = (text: string) => new TextEncoder().encode(text);
const put = (key: string, value: Uint8Array | string = '1') =>
  connection.putAll([{ key: bytes(key), value: typeof value === 'string' ? bytes(value) : value }]);

/** Watches until `isDone`, and gives what came. */
const collect = async (
  request: { prefix: string; startRevision?: string; withPrevious?: boolean },
  isDone: (batches: WatchBatch[]) => boolean,
  onBegun: () => Promise<unknown> = async () => undefined,
): Promise<WatchBatch[]> => {
  const controller = new AbortController();
  const batches: WatchBatch[] = [];
  const { prefix, ...rest } = request;
  const watch = { ...rangeBounds(prefixRange(bytes(prefix))), ...rest };
  for await (const batch of connection.watch(watch, controller.signal)) {
    batches.push(batch);
    if (batches.length === 1) {
      await onBegun();
    }
    if (isDone(batches)) {
      break;
    }
  }
  return batches;
};

const eventsOf = (batches: readonly WatchBatch[]) => batches.flatMap(({ events }) => events);

it('tells each change with what was there before', async () => {
  const batches = await collect(
    { prefix: '/w/', withPrevious: true },
    (all) => eventsOf(all).length === 3,
    async () => {
      await put('/other', 'x');
      await put('/w/a', 'one');
      await put('/w/a', 'two');
      await connection.deleteKey(bytes('/w/a'));
    },
  );
  const text = (value: Uint8Array | undefined) => value && new TextDecoder().decode(value);
  expect(
    eventsOf(batches).map(({ kind, stored, previous }) => [
      kind,
      stored.version,
      text(stored.value),
      text(previous?.value),
    ]),
  ).toEqual([
    ['put', '1', 'one', undefined],
    ['put', '2', 'two', 'one'],
    ['delete', '0', '', 'two'],
  ]);
  expect(batches.at(-1)?.revision).toBe(await connection.keys.revision());
});

it('replays the past, and delivers answers larger than a message', async () => {
  const { revision } = await put('/big/first');
  const large = new Uint8Array(1_400_000).fill(7);
  // More than the 64 MiB of a message that this process takes.
  for (let index = 0; index < 50; index += 1) {
    await put(`/big/${index}`, large);
  }
  const batches = await collect(
    { prefix: '/big/', startRevision: revision },
    (all) => eventsOf(all).length === 51,
  );
  const revisions = eventsOf(batches).map(({ stored }) => BigInt(stored.modRevision));
  expect(revisions).toEqual(
    Array.from({ length: 51 }, (_, index) => BigInt(revision) + BigInt(index)),
  );
  expect(batches[0]?.revision).toBe(String(BigInt(revision) - 1n));
});

it('says where history begins once it is compacted', async () => {
  await put('/compacted/a');
  const { revision } = await put('/compacted/a', '2');
  await cluster.etcdctl('compact', revision);
  await expect(
    collect({ prefix: '/compacted/', startRevision: '1' }, () => false),
  ).rejects.toMatchObject({
    code: 'revision_compacted',
    parameters: { compactRevision: revision },
  });
});

it('sends heavy reads to a follower', async () => {
  const known = await connection.members();
  const { leaderId } =
    (await known.find((member) => member.connection)?.connection?.status()) ?? {};
  const answer = await connection.heavyKeys.range({
    key: bytes('/w/'),
    rangeEnd: bytes('/w0'),
    limit: 1,
  });
  expect(answer.memberId).not.toBe(leaderId);
});

it('ends when it is aborted, and when its member dies', async () => {
  const controller = new AbortController();
  const watch = connection.watch(rangeBounds(prefixRange(bytes('/end/'))), controller.signal);
  const seen: string[] = [];
  const ended = (async () => {
    for await (const { memberName } of watch) {
      seen.push(memberName);
    }
  })();
  await waitUntil('the watch has begun', async () => seen.length > 0);
  const [watching] = seen;
  const member = cluster.members.find(({ name }) => name === watching);
  const ending = expect(ended).rejects.toMatchObject({ code: 'member_unreachable' });
  await member?.stop();
  await ending;
  const again = await collect(
    { prefix: '/end/' },
    (all) => eventsOf(all).length > 0,
    () => put('/end/a'),
  );
  expect(again[0]?.memberName).not.toBe(watching);
  await member?.start();
  controller.abort();
  const aborted = connection.watch(rangeBounds(prefixRange(bytes('/'))), controller.signal);
  await expect(aborted[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'cancelled' });
});
