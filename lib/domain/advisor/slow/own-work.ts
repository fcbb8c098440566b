import type { CauseId } from './measures';
import type { OwnWork, SlowEvidence } from './slow-evidence';
import type { Scored } from './strongest';

/** What our operations are to etcd: writes, or reads of many keys. */
const kindsOfCause: Partial<Record<CauseId, readonly OwnWork['kind'][]>> = {
  'write-storm': ['performance-check', 'import-keys', 'restore-keys', 'delete-keys'],
  'heavy-range': ['search', 'space', 'compare'],
};

/** That it happened is worth mentioning; how much it cost, the numbers tell. */
const ownScore = 0.2;

const shownWork = 3;

/** What we did ourselves within the time that may be the cause, with what it worked on. */
export const ownWorkOf = ({ ownWork }: SlowEvidence, cause: CauseId): Scored[] =>
  ownWork
    .filter(({ kind }) => kindsOfCause[cause]?.includes(kind))
    .slice(0, shownWork)
    .map(({ kind, target, startedAt, endedAt }) => ({
      score: ownScore,
      evidence: [
        {
          code: endedAt === undefined ? 'own-work-running' : 'own-work',
          parameters: {
            // In a message the names of cases are words.
            kind: kind.replaceAll('-', '_'),
            target: target === '' ? 'everything' : target,
            from: { value: startedAt, unit: 'time' as const },
            to: { value: endedAt ?? startedAt, unit: 'time' as const },
          },
        },
      ],
    }));
