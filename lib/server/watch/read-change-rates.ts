import 'server-only';
import type { ChangeRates, ChangeRatesQuery, RateRow } from '@/lib/domain/api/changes';
import { fromBase64Url, readableBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { childSegment } from '@/lib/domain/keys/folder-child';
import { noCounts, restOf } from '@/lib/domain/watch/bucket-counts';
import type { TallyRow } from '@/lib/domain/watch/change-tally';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { ChangeCollector } from './change-collector';
import { viewCollection } from './change-collectors';

const mostRows = 100;

type Counted = Pick<ChangeRates, 'total' | 'rows'>;

const childRow = (row: TallyRow, within: Uint8Array, delimiter: Uint8Array): RateRow => ({
  ...row,
  name: { bytes: toBase64Url(row.name), text: readableBytes(row.name) },
  label: readableBytes(childSegment(row, within, delimiter)),
});

const byChild = ({ tally, connection }: ChangeCollector, within: Uint8Array, first: number) => {
  const found = tally.read(within, first);
  const delimiter = utf8Bytes(connection.config.delimiter);
  return {
    total: found?.total ?? noCounts,
    rows: (found?.rows ?? []).map((row) => childRow(row, within, delimiter)),
  };
};

const byResource = ({ tally, resources, prefix }: ChangeCollector, first: number): Counted => ({
  total: tally.read(prefix, first)?.total ?? noCounts,
  rows: [...resources]
    .map(([label, counts]) => ({
      ...{ kind: 'resource' as const, name: null, label },
      ...counts.since(first),
    }))
    .filter(({ puts, deletes }) => puts + deletes > 0),
});

/** How much is written under a prefix, by direct child of a folder or by Kubernetes resource. */
export const readChangeRates = (
  connection: ClusterConnection,
  query: ChangeRatesQuery,
  username: string,
): ChangeRates => {
  const prefix = fromBase64Url(query.prefix) ?? new Uint8Array();
  const within = query.within === undefined ? prefix : (fromBase64Url(query.within) ?? prefix);
  const { collector } = viewCollection(connection, prefix, username);
  const { first, seconds } = collector.span(query.seconds);
  const { total, rows: all } =
    query.by === 'child' ? byChild(collector, within, first) : byResource(collector, first);
  const rows = all
    .sort((left, right) => right.puts + right.deletes - left.puts - left.deletes)
    .slice(0, mostRows);
  const { status, code } = collector.status;
  return {
    ...{ since: new Date(collector.startedAt).toISOString(), status, code },
    within: { bytes: toBase64Url(within), text: readableBytes(within) },
    ...{ seconds, total, rows, rest: restOf(total, rows) },
  };
};
