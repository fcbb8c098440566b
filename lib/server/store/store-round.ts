import 'server-only';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import { insertMark, type StoredMark } from './marks';
import { roundsOwner, storeTogether } from './samples';
import { recordScrape, type ScrapeOutcome, type TargetMember } from './scrape-targets';
import type { Store } from './store';

/** How the scrape of one member went, its row where it went well, and what the row tells. */
export type StoredScrape = {
  member: TargetMember;
  outcome: ScrapeOutcome;
  row: SampleRow | undefined;
  marks: readonly StoredMark[];
};

/** Who answered in a whole round. */
export type StoredAnswers = { cluster: string; row: SampleRow };

/**
 * Stores a round of scrapes of a cluster, or what has come of it, in one transaction, which costs
 * one flush to disk.
 */
export const storeRound = (
  store: Store,
  scrapes: readonly StoredScrape[],
  answers?: StoredAnswers,
): Promise<void> =>
  storeTogether(store, async (transaction, insert) => {
    for (const { member, outcome, row, marks } of scrapes) {
      await recordScrape(transaction, member, outcome);
      if (row !== undefined) {
        await insert(member, row);
      }
      for (const mark of marks) {
        await insertMark(transaction, mark);
      }
    }
    if (answers !== undefined) {
      await insert({ cluster: answers.cluster, memberId: roundsOwner }, answers.row);
    }
  });
