import type { DecodeNotes } from './decode-notes';
import type { KubernetesRegistry } from './registry';

/** What a decoding carries along: types, notes, and how much it may still produce. */
export type DecodeContext = {
  registry: KubernetesRegistry;
  notes: DecodeNotes;
  /** Messages that may still be decoded; two bytes of input can ask for a whole object. */
  messagesLeft: number;
};

/** Far above the largest object etcd accepts from kube-apiserver, far below what hurts. */
export const mostMessages = 100_000;

/** The deepest nesting that is followed; Kubernetes' own types stay below 20. */
export const deepest = 64;
