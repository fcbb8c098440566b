import 'server-only';
import type { Pace } from '@/lib/domain/api/pace';
import type { SpaceReport } from '@/lib/domain/api/space';
import { readableBytes, toBase64Url } from '@/lib/domain/bytes';
import { dutyOfPace } from '@/lib/domain/keys/duty-of-pace';
import { prefixRange } from '@/lib/domain/keys/key-range';
import { type SpaceAccumulator, spaceAccumulator } from '@/lib/domain/space/space-accumulator';
import type { KeySource } from '../etcd/key-source';
import { scanKeys } from '../keys/scan-keys';

/** What to measure, and how. */
export type SpaceRequest = {
  id: string;
  cluster: string;
  prefix: Uint8Array;
  delimiter: string;
  kubernetesPrefix: string;
  pace: Pace;
  startedBy: string;
  onProgress: (done: number, total: number) => void;
};

/** A report, and what ended the measuring early. */
export type Measured = { report: SpaceReport; failure: { thrown: unknown } | undefined };

/** How far the reading is. */
type Position = {
  scanned: number;
  total: number;
  revision: string;
  firstRevision: string;
  answeredBy: string;
  isRestarted: boolean;
};

const largestReport = 1_000_000;
const shares = [1, 0.5, 0.25, 0.1, 0.02];

/**
 * Adds up every key of a prefix, values read page by page and forgotten. Never rejects once a page
 * was read: what was added up until a failure or the abort is reported as partial.
 */
export const measureSpace = async (
  source: KeySource,
  request: SpaceRequest,
  signal: AbortSignal,
): Promise<Measured> => {
  const startedAt = new Date().toISOString();
  const accumulator = spaceAccumulator(request);
  let position: Position | undefined;
  let failure: { thrown: unknown } | undefined;
  try {
    for await (const moved of readInto(accumulator, source, request, signal)) {
      position = { ...moved, firstRevision: position?.firstRevision ?? moved.revision };
      request.onProgress(position.scanned, Math.max(position.scanned, position.total));
    }
  } catch (thrown) {
    failure = { thrown };
  }
  if (position === undefined) {
    throw failure?.thrown ?? new Error('the scan gave no page');
  }
  const completeness = completenessOf(position, failure, signal);
  const base = { ...identityOf(request, position), startedAt, completeness };
  return { report: boundedReport(base, accumulator), failure };
};

async function* readInto(
  accumulator: SpaceAccumulator,
  source: KeySource,
  { prefix, pace }: SpaceRequest,
  signal: AbortSignal,
): AsyncGenerator<Omit<Position, 'firstRevision'>> {
  const pages = scanKeys(
    source,
    {
      range: prefixRange(prefix),
      withValues: true,
      duty: dutyOfPace[pace],
      onCompacted: 'restart',
    },
    signal,
  );
  for await (const { keys, revision, scanned, total, answeredBy, isRestarted } of pages) {
    for (const key of keys) {
      accumulator.add(key);
    }
    yield { scanned: Number(scanned), total: Number(total), revision, answeredBy, isRestarted };
  }
}

const completenessOf = (
  { isRestarted }: Position,
  failure: { thrown: unknown } | undefined,
  signal: AbortSignal,
): SpaceReport['completeness'] => {
  if (failure !== undefined) {
    return signal.aborted ? 'cancelled' : 'failed';
  }
  return isRestarted ? 'restarted' : 'complete';
};

const identityOf = (
  { id, cluster, prefix, pace, startedBy }: SpaceRequest,
  { total, revision, firstRevision, answeredBy }: Position,
) => ({
  id,
  cluster,
  prefix: { bytes: toBase64Url(prefix), text: readableBytes(prefix) },
  pace,
  startedBy,
  takenAt: new Date().toISOString(),
  expectedKeys: total,
  revision,
  firstRevision,
  answeredBy,
});

/** The report with lists as long as fit: only names made to be long make them shorter. */
const boundedReport = (
  base: Pick<SpaceReport, 'startedAt' | 'completeness'> & ReturnType<typeof identityOf>,
  accumulator: SpaceAccumulator,
): SpaceReport => {
  let report: SpaceReport = { ...base, ...accumulator.findings(1) };
  for (const share of shares) {
    if (JSON.stringify(report).length <= largestReport) {
      break;
    }
    report = { ...base, ...accumulator.findings(share) };
  }
  return report;
};
