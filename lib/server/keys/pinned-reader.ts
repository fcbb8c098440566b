import 'server-only';
import type { KeySource, RangeRequest, RangeResult } from '../etcd/key-source';

/** Reads at one revision: that of the first answer, where none was given. */
export type PinnedReader = {
  /** Any number of ranges, 128 in a Txn, answered in order. */
  ask: (requests: readonly RangeRequest[]) => Promise<RangeResult[]>;
  /** The revision all answers are of; "0" before the first. */
  revision: () => string;
  /** The name of the member that answered last. */
  answeredBy: () => string;
  /** When the first answer was true, RFC 3339. */
  readAt: () => string;
};

const operationsPerTransaction = 128;

/** A reader of a source at a revision, or at the newest one. */
export const pinnedReader = (
  source: KeySource,
  wanted: string | undefined,
  signal?: AbortSignal,
): PinnedReader => {
  let revision = wanted;
  let answeredBy = '';
  let readAt: string | undefined;
  const ask: PinnedReader['ask'] = async (requests) => {
    const results: RangeResult[] = [];
    for (let offset = 0; offset < requests.length; offset += operationsPerTransaction) {
      const part = requests
        .slice(offset, offset + operationsPerTransaction)
        .map((request) => ({ ...request, revision }));
      // An answer is at least as new as the moment it was asked for.
      readAt ??= new Date().toISOString();
      const answered = await source.rangeAll(part, signal);
      revision ??= answered[0]?.revision;
      answeredBy = answered[0]?.memberName ?? answeredBy;
      results.push(...answered);
    }
    return results;
  };
  return {
    ask,
    revision: () => revision ?? '0',
    answeredBy: () => answeredBy,
    readAt: () => readAt ?? new Date().toISOString(),
  };
};
