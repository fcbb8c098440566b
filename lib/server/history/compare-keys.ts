import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { dutyOfPace } from '@/lib/domain/keys/duty-of-pace';
import { prefixRange } from '@/lib/domain/keys/key-range';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { type ScanRequest, scanKeys } from '../keys/scan-keys';
import type { ComparisonSink } from './comparison-sink';
import { joinScans } from './join-scans';
import { type JudgeOptions, judgePair } from './judge-pair';

/** One side of a comparison: a cluster at a revision. */
export type ComparedSide = { connection: ClusterConnection; revision: string };

/** What to compare, where the result goes, and who is told how far it is. */
export type CompareRequest = {
  prefix: Uint8Array;
  left: ComparedSide;
  right: ComparedSide;
  sink: ComparisonSink;
  report: (done: number, total: number) => void;
};

/** Decoding values to see whether they are masked takes time; others get their turn in between. */
const pairsPerTurn = 100;

/**
 * Compares a prefix in two clusters, or at two revisions of one, by two scans in key order that
 * stay at their revisions. Keys only, except between clusters, where the bytes are compared.
 * Rejects with `revision_compacted` where a revision is compacted away meanwhile.
 */
export const compareKeys = async (
  { prefix, left, right, sink, report }: CompareRequest,
  signal: AbortSignal,
): Promise<void> => {
  const by = left.connection === right.connection ? 'revision' : 'bytes';
  const kubernetesPrefixes = [
    ...new Set([left, right].map(({ connection }) => connection.config.kubernetesPrefix)),
  ];
  const options: JudgeOptions = { by, kubernetesPrefixes };
  const scan = ({ connection, revision }: ComparedSide) => {
    const request: ScanRequest = {
      range: prefixRange(prefix),
      revision,
      withValues: by === 'bytes',
      // A comparison can wait; what else uses the cluster cannot.
      duty: dutyOfPace.normal,
    };
    return scanKeys(connection.heavyKeys, request, signal);
  };
  try {
    for await (const { pairs, scanned, total } of joinScans(scan(left), scan(right))) {
      for (const [index, pair] of pairs.entries()) {
        sink.add(pair, judgePair(pair, options));
        if (by === 'bytes' && index % pairsPerTurn === pairsPerTurn - 1) {
          await nextTurn();
        }
      }
      await sink.flush({ isEnd: false });
      report(scanned, total);
    }
  } finally {
    await sink.flush({ isEnd: true });
  }
};
