import 'server-only';
import type { KeySource, RangeRequest, RangeResult } from '../etcd/key-source';

/** Reads at one revision: that of the first answer, where none was given. */
export type PinnedReader = {
  /** Any number of ranges, at most 128 in a Txn, answered in order. */
  ask: (requests: readonly RangeRequest[]) => Promise<RangeResult[]>;
  /** The revision all answers are of; "0" before the first. */
  revision: () => string;
  /** The name of the member that answered last. */
  answeredBy: () => string;
  /** When the first answer was true, RFC 3339. */
  readAt: () => string;
};

const operationsPerTransaction = 128;

/** A member walks the ranges of a Txn one after the other, but two Txns side by side. */
const transactionsAtOnce = 2;
const fewOperations = 8;
const manyOperations = 64;

/** In how many Txns so many ranges are asked: more than run at once, so that a large one holds up few. */
const partsOf = (operations: number): number => (operations < manyOperations ? 2 : 6);

/** How a reader reads: `sideBySide` takes less time where many keys are walked. */
export type PinnedReading = { revision: string | undefined; sideBySide?: boolean };

/** A reader of a source at a revision, or at the newest one. */
export const pinnedReader = (
  source: KeySource,
  { revision: wanted, sideBySide = false }: PinnedReading,
  signal?: AbortSignal,
): PinnedReader => {
  let revision = wanted;
  let answeredBy = '';
  let readAt: string | undefined;
  const askInTurn: PinnedReader['ask'] = async (requests) => {
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
  const ask: PinnedReader['ask'] = async (requests) => {
    // The first answer tells the revision for all others.
    if (!sideBySide || revision === undefined || requests.length <= fewOperations) {
      return askInTurn(requests);
    }
    const parts = partsOf(requests.length);
    const answers: RangeResult[][] = [];
    const queue = Array.from({ length: parts }).keys();
    const work = async (): Promise<void> => {
      for (const part of queue) {
        answers[part] = await askInTurn(requests.filter((_, index) => index % parts === part));
      }
    };
    await Promise.all(Array.from({ length: transactionsAtOnce }, work));
    return requests.flatMap(
      (_, index) => answers[index % parts]?.[Math.floor(index / parts)] ?? [],
    );
  };
  return {
    ask,
    revision: () => revision ?? '0',
    answeredBy: () => answeredBy,
    readAt: () => readAt ?? new Date().toISOString(),
  };
};
