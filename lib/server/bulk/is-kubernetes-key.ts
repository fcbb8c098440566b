import 'server-only';
import { startsWithBytes, utf8Bytes } from '@/lib/domain/bytes';
import { isKubernetesValue } from '@/lib/domain/keys/is-kubernetes-value';
import type { StoredKey } from '../etcd/key-source';

/** Whether a stored key is a Kubernetes object, by its place or by its value. */
export const isKubernetesKey = (
  { key, value }: Pick<StoredKey, 'key' | 'value'>,
  kubernetesPrefix: string,
): boolean => startsWithBytes(key, utf8Bytes(kubernetesPrefix)) || isKubernetesValue(value);
