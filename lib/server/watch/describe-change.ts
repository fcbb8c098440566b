import 'server-only';
import type { Change } from '@/lib/domain/api/changes';
import { readableBytes, toBase64Url } from '@/lib/domain/bytes';
import { toHexId } from '@/lib/domain/etcd/member-id';
import { maskingRule } from '@/lib/domain/keys/masking-rule';
import { typeOfValue } from '@/lib/domain/space/type-of-value';
import type { WatchEvent } from '../etcd/cluster-connection';

const kindPattern = /^[A-Z][A-Za-z0-9]{0,62}$/;

/** Of a masked value only that it is the Secret one expects there: any other kind is content. */
const shownKind = (kind: string | undefined, isMaskedKey: boolean): string | null => {
  const isShown = kind !== undefined && kindPattern.test(kind);
  return isShown && (!isMaskedKey || kind === 'Secret') ? kind : null;
};

const changeOf = ({ kind, stored }: WatchEvent): Change['change'] => {
  if (kind === 'delete') {
    return 'delete';
  }
  return stored.createRevision === stored.modRevision ? 'create' : 'put';
};

/**
 * A change as people are told of it, without its value. `leaseBefore` is the lease the key was last
 * seen with, in hex.
 */
export const describeChange = (
  event: WatchEvent,
  time: number,
  { kubernetesPrefix, leaseBefore }: { kubernetesPrefix: string; leaseBefore: string | null },
): Omit<Change, 'sequence'> => {
  const { key, value, modRevision, version, lease } = event.stored;
  const isPut = event.kind === 'put';
  const isMaskedKey = maskingRule(key, kubernetesPrefix) !== undefined;
  const kind = isPut ? shownKind(typeOfValue(value)?.kind, isMaskedKey) : null;
  const ownLease = lease === '0' ? null : toHexId(lease);
  return {
    type: 'change',
    time: new Date(time).toISOString(),
    change: changeOf(event),
    key: { bytes: toBase64Url(key), text: readableBytes(key) },
    revision: modRevision,
    version: isPut ? version : null,
    lease: isPut ? ownLease : leaseBefore,
    size: isPut ? value.length : null,
    kind,
    masked: isMaskedKey || kind === 'Secret',
  };
};
