import 'server-only';
import type { KeyRename } from '@/lib/domain/api/edits';
import { compareBytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConnection, KeyGuard } from '../etcd/cluster-connection';
import type { StoredKey } from '../etcd/key-source';
import type { RequestContext } from '../http/request-context';
import { assertNotEncrypted, changedError, keyOf, readStored, readUnchanged } from './write-checks';
import { assertWritable, type KeyChange } from './write-policy';

/** A key whose value may go to another key: both as they are, both guarded. */
export type Transfer = { source: StoredKey; target: Uint8Array; guards: KeyGuard[] };

/**
 * Reads and checks what a rename or a copy needs. Throws what the policy throws, `forbidden` where
 * the value is masked from whoever asks, `encrypted_value`, and `key_exists` where there is a
 * target that was not meant to be overwritten.
 */
export const prepareTransfer = async (
  context: RequestContext,
  connection: ClusterConnection,
  { key: keyText, modRevision, to, toModRevision = '0' }: KeyRename,
): Promise<Transfer> => {
  const key = keyOf(keyText);
  const target = keyOf(to);
  if (compareBytes(key, target) === 0) {
    throw new AppError('invalid_input', { detail: 'Both keys are the same.' });
  }
  const guards = [
    { key, modRevision },
    { key: target, modRevision: toModRevision },
  ] as const;
  const source = await readUnchanged(connection, guards[0], context.signal);
  const existing = await readStored(connection, target, context.signal);
  if ((existing?.modRevision ?? '0') !== toModRevision) {
    throw changedError(guards[1], existing);
  }
  assertNotEncrypted(source);
  const changes: KeyChange[] = [
    { ...source, needsSight: true },
    { key: target, value: source.value },
    ...(existing === undefined ? [] : [existing]),
  ];
  await assertWritable(context, connection, changes);
  return { source, target, guards: [...guards] };
};
