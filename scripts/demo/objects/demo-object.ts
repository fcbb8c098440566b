import { utf8Bytes } from '@/lib/domain/bytes';
import { encodeKubernetesObject } from '@/lib/domain/kubernetes/encode-value';
import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';

/** A key and value as kube-apiserver would store them. */
export type DemoObject = {
  key: Uint8Array;
  value: Uint8Array;
  /** The shared etcd lease the key hangs on: that of events, or the short one of API servers. */
  lease?: 'events' | 'leases';
};

/** Encodes an object under `/registry/<path>`. */
export const storedObject = (
  path: string,
  object: JsonObject,
  lease?: DemoObject['lease'],
): DemoObject => ({
  key: utf8Bytes(`/registry/${path}`),
  value: encodeKubernetesObject(object, kubernetesRegistry()),
  ...(lease && { lease }),
});
