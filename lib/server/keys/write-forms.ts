import 'server-only';
import type { KeyForms } from '@/lib/domain/api/edits';
import { AppError, isAppError } from '@/lib/domain/errors';
import { editableYaml } from '@/lib/domain/keys/kubernetes-edit';
import { decodeKubernetesValue } from '@/lib/domain/kubernetes/decode-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { StoredKey } from '../etcd/key-source';
import type { RequestContext } from '../http/request-context';
import { keyOf, readStored } from './write-checks';
import { assertWritable } from './write-policy';

/** How a key may be edited by whoever asks, and why not otherwise. Throws `not_found`. */
export const readKeyForms = async (
  context: RequestContext,
  connection: ClusterConnection,
  keyText: string,
): Promise<KeyForms> => {
  const key = keyOf(keyText);
  const stored = await readStored(connection, key, context.signal);
  if (stored === undefined) {
    throw new AppError('not_found', { detail: 'There is no such key any more.' });
  }
  const { modRevision, value } = stored;
  const { format } = decodeKubernetesValue(value, kubernetesRegistry());
  const refusal =
    format === 'encrypted' ? 'encrypted' : await refusalOf(context, connection, stored);
  const mayEdit = refusal === null;
  if (!mayEdit || format !== 'kubernetes-protobuf') {
    return { modRevision, mayEdit, asYaml: false, reason: refusal };
  }
  const asYaml = editableYaml(value, kubernetesRegistry()) !== undefined;
  return { modRevision, mayEdit, asYaml, reason: asYaml ? null : 'inexact' };
};

const reasons = {
  read_only: 'read_only',
  kubernetes_read_only: 'kubernetes_read_only',
  forbidden: 'masked',
} as const satisfies Record<string, KeyForms['reason']>;

const isKnown = (code: string): code is keyof typeof reasons => Object.hasOwn(reasons, code);

const refusalOf = async (
  context: RequestContext,
  connection: ClusterConnection,
  { key, value }: StoredKey,
): Promise<KeyForms['reason']> => {
  try {
    await assertWritable(context, connection, [{ key, value, needsSight: true }]);
    return null;
  } catch (error) {
    if (isAppError(error) && isKnown(error.code)) {
      return reasons[error.code];
    }
    throw error;
  }
};
