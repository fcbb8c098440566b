import 'server-only';
import type { BulkOutcome } from '@/lib/domain/api/bulk';
import { readableBytes, toBase64Url } from '@/lib/domain/bytes';
import type { BulkChange } from './bulk-change';

const mostExamples = 200;

/** Counts what became of the keys of a bulk change. */
export type BulkTally = {
  changed(changes: readonly BulkChange[]): void;
  /** Counts keys that were not changed, and keeps the first of them by name. */
  kept(kind: 'left' | 'refused' | 'failed', changes: readonly BulkChange[], code: string): void;
  done(): number;
  outcome(operation: string): BulkOutcome;
};

/** A tally of nothing yet. */
export const createBulkTally = (): BulkTally => {
  const counts = { changed: 0, left: 0, refused: 0, failed: 0, withoutLease: 0 };
  const examples: BulkOutcome['examples'] = [];
  return {
    changed: (changes) => {
      counts.changed += changes.length;
      counts.withoutLease += changes.filter(({ losesLease }) => losesLease).length;
    },
    kept: (kind, changes, code) => {
      counts[kind] += changes.length;
      for (const { key } of changes.slice(0, mostExamples - examples.length)) {
        examples.push({ key: { bytes: toBase64Url(key), text: readableBytes(key) }, code });
      }
    },
    done: () => counts.changed + counts.left + counts.refused + counts.failed,
    outcome: (operation) => ({
      operation,
      changed: String(counts.changed),
      left: String(counts.left),
      refused: String(counts.refused),
      failed: String(counts.failed),
      withoutLease: String(counts.withoutLease),
      hasUndo: counts.changed + counts.failed > 0,
      examples,
    }),
  };
};
