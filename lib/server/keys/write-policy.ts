import 'server-only';
import { readableBytes, startsWithBytes, utf8Bytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { isKubernetesValue } from '@/lib/domain/keys/is-kubernetes-value';
import { isAllowed } from '@/lib/domain/permissions';
import { readClusterSettings } from '../clusters/cluster-settings';
import type { ClusterConfig } from '../config/cluster-config';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { maskValue } from './mask-value';

/** A key about to be written or deleted. */
export type KeyChange = {
  key: Uint8Array;
  /** What it holds or will hold, where known: Kubernetes objects are recognised anywhere. */
  value?: Uint8Array;
  /** The change compares with this value or moves it elsewhere, so whoever asks must see it. */
  needsSight?: boolean;
};

/**
 * Whether keys may be changed. Throws `read_only` where the configuration forbids every write,
 * `kubernetes_read_only` where one is a Kubernetes object, by its key or its value, and no
 * administrator has allowed that for the cluster, and `forbidden` where a value is needed that is
 * masked from whoever asks.
 */
export const assertWritable = async (
  { identity }: Pick<RequestContext, 'identity'>,
  { config }: Pick<ClusterConnection, 'config'>,
  changes: readonly KeyChange[],
): Promise<void> => {
  if (config.readOnly) {
    throw new AppError('read_only', {
      detail: 'This cluster is configured read-only; nothing was sent to it.',
    });
  }
  const root = utf8Bytes(config.kubernetesPrefix);
  const object = changes.find((change) => isKubernetes(root, change));
  if (object !== undefined && !(await readClusterSettings(config)).kubernetesWritable) {
    throw new AppError('kubernetes_read_only', {
      detail:
        'Kubernetes objects of this cluster are read-only here, because kube-apiserver does not ' +
        'expect others to write them. An administrator may allow it for this cluster.',
      parameters: { key: readableBytes(object.key) },
    });
  }
  const maySee = isAllowed(identity.role, 'key:reveal');
  if (!maySee && changes.some((change) => change.needsSight && isMasked(config, change))) {
    throw new AppError('forbidden', {
      detail: 'The value of this key is masked from your role, so it cannot be used for this.',
      parameters: { role: identity.role, action: 'key:reveal' },
    });
  }
};

const isKubernetes = (root: Uint8Array, { key, value }: KeyChange): boolean =>
  startsWithBytes(key, root) || (value !== undefined && isKubernetesValue(value));

const isMasked = ({ kubernetesPrefix }: ClusterConfig, { key, value }: KeyChange): boolean =>
  maskValue(key, value ?? new Uint8Array(), { kubernetesPrefix, reveal: false }).masked;
