import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import type { ClusterConnection } from '@/lib/server/etcd/cluster-connection';
import { connectCluster } from '@/lib/server/etcd/connect-cluster';
import { type FolderQuery, listFolder } from '@/lib/server/keys/list-folder';
import { scanKeys } from '@/lib/server/keys/scan-keys';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { type Compared, type Comparison, compareInTurns, type Way } from './keys/compare-in-turns';
import { decodePage } from './keys/decode-page';
import { etcdctlGet } from './keys/etcdctl';
import { deepKeys, flatKeys, type KeySet, kubernetesLikeKeys } from './keys/kubernetes-like-keys';
import { loadKeys } from './keys/load-keys';
import { measureBrowsing } from './keys/measure-browsing';

/**
 * The key browser at a million keys against etcdctl and against the ways of others, in turns on
 * the same member. Prints a table, and JSON into bench/results/keys.json.
 */
const { values } = parseArgs({
  options: {
    keys: { type: 'string', default: '1000000' },
    pairs: { type: 'string', default: '5' },
    part: { type: 'string', multiple: true, default: ['kubernetes', 'flat', 'browser'] },
  },
});
const count = Number(values.keys);
const pairs = Number(values.pairs);
const pageKeys = 1_000;

/**
 * A way that has a connection of its own each time, with nothing remembered but the folders opened
 * before. Connecting is not timed: a server that runs is connected.
 */
const freshly = async (
  cluster: EtcdCluster,
  act: (connection: ClusterConnection) => Promise<unknown>,
  openedBefore: readonly string[] = [],
): Promise<Way> => {
  const connections: ClusterConnection[] = [];
  for (let turn = 0; turn <= pairs; turn += 1) {
    const connection = connectCluster(cluster.config);
    await connection.keys.revision();
    await connection.heavyKeys.revision();
    for (const prefix of openedBefore) {
      await listFolder(connection, folder(prefix));
    }
    connections.push(connection);
  }
  return async () => {
    const connection = connections.pop();
    if (connection !== undefined) {
      await act(connection);
    }
  };
};

const folder = (prefix: string, query: Partial<FolderQuery> = {}): FolderQuery => ({
  prefix: toBase64Url(utf8Bytes(prefix)),
  limit: pageKeys,
  ...query,
});

/** One page as everybody reads it: the limit bounds the answer, not the walk. */
const readUnbounded = (connection: ClusterConnection, prefix: string, from = prefix) => {
  const { rangeEnd } = rangeBounds(prefixRange(utf8Bytes(prefix)));
  return connection.heavyKeys.range({
    key: utf8Bytes(from),
    rangeEnd,
    limit: pageKeys,
    keysOnly: true,
  });
};

const scanAll = async (connection: ClusterConnection): Promise<void> => {
  for await (const page of scanKeys(connection.heavyKeys, {
    range: prefixRange(new Uint8Array()),
  })) {
    page.keys.length = 0;
  }
};

/** Pages of 10,000 keys to the end, as auger and many scripts do. */
const pageToEnd = async (connection: ClusterConnection): Promise<void> => {
  const end = new Uint8Array(1);
  let key = new Uint8Array(1);
  let revision: string | undefined;
  for (;;) {
    const request = { key, rangeEnd: end, limit: 10_000, keysOnly: true, revision };
    const answer = await connection.heavyKeys.range(request);
    const last = answer.keys.at(-1)?.key;
    if (!answer.more || last === undefined) {
      return;
    }
    revision ??= answer.revision;
    key = Uint8Array.from([...last, 0]);
  }
};

const withCluster = async (
  sets: readonly KeySet[],
  valueBytes: { from: number; to: number },
  compare: (cluster: EtcdCluster, connection: ClusterConnection) => Promise<Compared[]>,
): Promise<Compared[]> => {
  const cluster = await startCluster({
    members: 1,
    arguments: ['--unsafe-no-fsync', '--quota-backend-bytes=8589934592'],
  });
  const connection = connectCluster(cluster.config);
  try {
    for (const set of sets) {
      await loadKeys(connection, set, valueBytes);
    }
    return await compare(cluster, connection);
  } finally {
    connection.close();
    await cluster.stop();
  }
};

const inTurn = async (comparisons: readonly Comparison[], times = pairs): Promise<Compared[]> => {
  const compared: Compared[] = [];
  for (const comparison of comparisons) {
    const row = await compareInTurns(comparison, times);
    console.error(`${row.name}: ${row.ratio}`);
    compared.push(row);
  }
  return compared;
};

const firstRows = (connection: ClusterConnection, prefix: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = new AbortController();
    const onRows = () => {
      resolve();
      stop.abort();
    };
    listFolder(connection, folder(prefix, { limit: 500 }), stop.signal, onRows).catch(reject);
  });

const kubernetesPart = () =>
  withCluster(
    [kubernetesLikeKeys(count)],
    { from: 300, to: 4_000 },
    async (cluster, connection) => {
      const etcdctl = () =>
        etcdctlGet(cluster, '/registry/', '--prefix', '--keys-only', `--limit=${pageKeys}`);
      const events = '/registry/events/kube-system/';
      await listFolder(connection, folder('/registry/'));
      return [
        ...(await inTurn([
          {
            name: '/registry/, first look, 58 folders with exact counts / etcdctl --limit=1000',
            ours: await freshly(cluster, (own) => listFolder(own, folder('/registry/'))),
            reference: etcdctl,
            bar: 2,
          },
          {
            name: '/registry/, first rows on their way / etcdctl --limit=1000',
            ours: await freshly(cluster, (own) => firstRows(own, '/registry/')),
            reference: etcdctl,
            bar: undefined,
          },
          {
            name: '/registry/, again / etcdctl --limit=1000',
            ours: () => listFolder(connection, folder('/registry/')),
            reference: etcdctl,
            bar: 0.05,
          },
          {
            name: 'folder of 120,000 keys, first page of 1,000, its parent open / the same page unbounded',
            ours: await freshly(cluster, (own) => listFolder(own, folder(events)), [
              '/registry/events/',
            ]),
            reference: () => readUnbounded(connection, events),
            bar: 1,
          },
        ])),
        ...(await inTurn(
          [
            {
              name: 'every key of the store / pages of 10,000',
              ours: () => scanAll(connection),
              reference: () => pageToEnd(connection),
              bar: 0.6,
            },
            {
              name: '/registry/, first look / loading every key with etcdctl',
              ours: await freshly(cluster, (own) => listFolder(own, folder('/registry/'))),
              reference: () => etcdctlGet(cluster, '', '--prefix', '--keys-only'),
              bar: undefined,
            },
          ],
          Math.min(pairs, 3),
        )),
      ];
    },
  );

const flatPart = () => {
  const flat = flatKeys(count);
  const sets = [flat, deepKeys(count / 10)];
  const middle = flat.keyAt(Math.floor(count / 2));
  const from = toBase64Url(utf8Bytes(middle));
  const pageOf = (cluster: EtcdCluster, query: Partial<FolderQuery>) =>
    freshly(cluster, (own) => listFolder(own, folder('flat:', query)));
  return withCluster(sets, { from: 16, to: 64 }, async (cluster, connection) => [
    ...(await inTurn([
      {
        name: 'flat million, first page of 1,000 / the same page unbounded',
        ours: await pageOf(cluster, {}),
        reference: () => readUnbounded(connection, 'flat:'),
        bar: 0.6,
      },
      {
        name: 'flat million, page at a key in the middle / the same page unbounded',
        ours: await pageOf(cluster, { from }),
        reference: () => readUnbounded(connection, 'flat:', middle),
        bar: 0.4,
      },
      {
        name: 'flat million, last page / etcdctl --order=DESCEND --limit=1000',
        ours: await pageOf(cluster, { last: true }),
        reference: () =>
          etcdctlGet(
            cluster,
            'flat:',
            '--prefix',
            '--keys-only',
            '--sort-by=KEY',
            '--order=DESCEND',
            `--limit=${pageKeys}`,
          ),
        bar: 0.1,
      },
    ])),
    ...(await inTurn(
      [
        {
          name: 'every key of a flat store / pages of 10,000',
          ours: () => scanAll(connection),
          reference: () => pageToEnd(connection),
          bar: 0.6,
        },
      ],
      Math.min(pairs, 3),
    )),
  ]);
};

const decodePart = () =>
  inTurn(
    [
      {
        name: "decoding a page of 10,000 keys / proto-loader's way",
        ...decodePage(kubernetesLikeKeys(count), 10_000),
        bar: 0.2,
      },
    ],
    50,
  );

const table = (rows: readonly Compared[]): string =>
  rows
    .map(({ name, ratio, lowest, highest, bar, oursMilliseconds, referenceMilliseconds }) =>
      [
        `| ${name} | **${ratio}**`,
        `${lowest} to ${highest}`,
        `${oursMilliseconds} / ${referenceMilliseconds} ms`,
        `${bar === undefined ? '' : `≤ ${bar}`} |`,
      ].join(' | '),
    )
    .join('\n');

const began = performance.now();
const parts = new Set(values.part);
const rows = [
  ...(await decodePart()),
  ...(parts.has('kubernetes') ? await kubernetesPart() : []),
  ...(parts.has('flat') ? await flatPart() : []),
];
const browsing = parts.has('browser')
  ? await measureBrowsing(kubernetesLikeKeys(count))
  : undefined;
const results = path.join(import.meta.dirname, 'results');
await mkdir(results, { recursive: true });
const seconds = Math.round((performance.now() - began) / 1000);
await writeFile(
  path.join(results, 'keys.json'),
  `${JSON.stringify({ keys: count, seconds, rows, browsing }, null, 2)}\n`,
);
console.log(table(rows));
console.log(JSON.stringify({ browsing, seconds }, null, 2));
process.exit();
