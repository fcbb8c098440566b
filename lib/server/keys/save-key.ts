import 'server-only';
import type { KeySave } from '@/lib/domain/api/edits';
import { compareBytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { editKubernetesYaml } from '@/lib/domain/keys/kubernetes-edit';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { StoredKey } from '../etcd/key-source';
import type { RequestContext } from '../http/request-context';
import { assertFits, assertNotEncrypted, bytesOf, keyOf, readUnchanged } from './write-checks';
import { type Written, writeKeys } from './write-key';
import { assertWritable } from './write-policy';

/**
 * Puts a new value in the place of the one seen, keeping the lease. The same value again writes
 * nothing. Throws what the policy, the checks and the commit throw, `encrypted_value`, and
 * `invalid_yaml` for YAML that does not become the same object.
 */
export const saveKey = async (
  context: RequestContext,
  connection: ClusterConnection,
  { key: keyText, modRevision, value: valueText, yaml }: KeySave,
): Promise<Written> => {
  const key = keyOf(keyText);
  const stored = await readUnchanged(connection, { key, modRevision }, context.signal);
  assertNotEncrypted(stored);
  await assertWritable(context, connection, [{ key, value: stored.value, needsSight: true }]);
  const value = yaml === undefined ? bytesOf(valueText ?? '') : bytesOfYaml(stored, yaml);
  await assertWritable(context, connection, [{ key, value }]);
  assertFits(key, value);
  if (compareBytes(value, stored.value) === 0) {
    return { outcome: 'unchanged', revision: stored.modRevision, verified: true };
  }
  const { lease } = stored;
  return writeKeys(connection, {
    guards: [{ key, modRevision }],
    writes: [{ kind: 'put', key, value, lease }],
  });
};

const bytesOfYaml = ({ value }: StoredKey, yaml: string): Uint8Array => {
  const edited = editKubernetesYaml(value, yaml, kubernetesRegistry());
  if ('refusal' in edited) {
    const { refusal, where } = edited;
    throw new AppError('invalid_yaml', {
      detail: `The YAML cannot be stored (${refusal}): ${where}`,
      parameters: { refusal, where },
    });
  }
  return edited.bytes;
};
