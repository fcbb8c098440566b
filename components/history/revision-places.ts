import type { KeyAt } from '@/lib/api/history';
import type { KeyRevision } from '@/lib/domain/api/history';

const larger = (left: bigint, right: bigint): bigint => (left > right ? left : right);

/** A revision at which what was written at another one can be read still. */
export const readableRevision = (revision: string, oldest: string): string =>
  String(larger(BigInt(revision), BigInt(oldest)));

/**
 * Where the values before and after a change can be read; undefined where what was before has been
 * compacted away.
 */
export const placesOf = (
  cluster: string,
  { kind, revision }: Pick<KeyRevision, 'kind' | 'revision'>,
  oldest: string,
): { before: KeyAt | undefined; after: KeyAt | undefined } | undefined => {
  const at = { cluster, revision: readableRevision(revision, oldest) };
  if (kind === 'create') {
    return { before: undefined, after: at };
  }
  if (BigInt(revision) <= BigInt(oldest)) {
    return undefined;
  }
  const before = { cluster, revision: String(BigInt(revision) - 1n) };
  return { before, after: kind === 'delete' ? undefined : at };
};
