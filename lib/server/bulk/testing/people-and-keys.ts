import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { encodeKubernetesObject } from '@/lib/domain/kubernetes/encode-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';
import type { ClusterConnection } from '../../etcd/cluster-connection';
import type { StoredKey } from '../../etcd/key-source';
import type { RequestContext } from '../../http/request-context';
import { readOperation } from '../../operations/read-operation';
import { runningOperations } from '../../operations/running-operations';

/** A person as services see one. */
export const contextOf = (
  role: RequestContext['identity']['role'],
  username = `the-${role}`,
): RequestContext => ({
  identity: { username, role, mode: 'local' },
  requestId: 'test',
  address: '192.0.2.7',
  signal: new AbortController().signal,
});

/** An operation once it has ended. */
export const endOf = async ({ id }: Pick<Operation, 'id'>): Promise<Operation> => {
  await runningOperations().byId.get(id)?.ended;
  return readOperation(id);
};

/** A folder as a selection. */
export const folder = (name: string) => ({ keys: [], folders: [toBase64Url(utf8Bytes(name))] });

/** Writes keys, a hundred at a time. */
export const putAll = async (
  connection: ClusterConnection,
  entries: readonly { key: Uint8Array; value: Uint8Array; lease?: string }[],
): Promise<void> => {
  for (let offset = 0; offset < entries.length; offset += 20) {
    await connection.putAll(entries.slice(offset, offset + 20));
  }
};

/** The keys below a prefix, as few as tests have. */
export const keysBelow = async (
  connection: ClusterConnection,
  prefix: string,
): Promise<StoredKey[]> => {
  const key = utf8Bytes(prefix);
  const rangeEnd = Uint8Array.from(key);
  rangeEnd[rangeEnd.length - 1] = (key.at(-1) ?? 0) + 1;
  const { keys, more } = await connection.keys.range({ key, rangeEnd, limit: 5_000 });
  if (more) {
    throw new AppError('internal', { detail: 'A test wrote more keys than it looks at.' });
  }
  return keys;
};

/** A Secret as kube-apiserver stores it. */
export const secretValue = (name: string, canary: string): Uint8Array =>
  encodeKubernetesObject(
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: 'shop' },
      data: { password: Buffer.from(canary).toString('base64') },
    },
    kubernetesRegistry(),
  );

/** The records of JSON Lines. */
export const recordsIn = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
