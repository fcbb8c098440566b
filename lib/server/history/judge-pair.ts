import 'server-only';
import type { Difference } from '@/lib/domain/api/history';
import { compareBytes } from '@/lib/domain/bytes';
import type { JoinedPair } from '@/lib/domain/history/join-sorted';
import { maskingRule } from '@/lib/domain/keys/masking-rule';
import type { StoredKey } from '../etcd/key-source';
import { maskValue } from '../keys/mask-value';

/** How the values of a key that both sides have are told apart, and the prefixes of both sides. */
export type JudgeOptions = {
  /** Within one cluster the mod revision tells; between two only the bytes do. */
  by: 'revision' | 'bytes';
  kubernetesPrefixes: readonly string[];
};

/** What differs, and whether the key's values are masked. */
export type Verdict = { kind: Difference | 'same'; masked: boolean };

/**
 * What a pair says of its key. Masked values are never compared by their bytes: whoever may write
 * to one cluster could find out the secrets of the other one by guessing.
 */
export const judgePair = (
  { left, right }: JoinedPair<StoredKey>,
  { by, kubernetesPrefixes }: JudgeOptions,
): Verdict => {
  const key = left?.key ?? right?.key ?? new Uint8Array();
  const masked = kubernetesPrefixes.some((prefix) => maskingRule(key, prefix) !== undefined);
  if (left === undefined || right === undefined) {
    return { kind: left === undefined ? 'added' : 'removed', masked };
  }
  if (by === 'revision') {
    return { kind: left.modRevision === right.modRevision ? 'same' : 'changed', masked };
  }
  if (masked || isMaskedBy(left, kubernetesPrefixes) || isMaskedBy(right, kubernetesPrefixes)) {
    return { kind: 'uncompared', masked: true };
  }
  return { kind: compareBytes(left.value, right.value) === 0 ? 'same' : 'changed', masked };
};

const isMaskedBy = ({ key, value }: StoredKey, prefixes: readonly string[]): boolean =>
  prefixes.some(
    (kubernetesPrefix) => maskValue(key, value, { kubernetesPrefix, reveal: false }).masked,
  );
