import { concatBytes, startsWithBytes, utf8Bytes } from '../bytes';

/**
 * How the value of a key is masked:
 * - `secret`: a Kubernetes Secret shows its type, its metadata and the names in its `data`; what is
 *   not a Secret is masked whole.
 * - `contents`: the same for an object of any kind.
 * - `credentials`: fields whose names say that they hold a credential.
 */
export type MaskingRule = 'secret' | 'contents' | 'credentials';

type KeyRule = { prefix: string; rule: MaskingRule };

/**
 * Below the Kubernetes prefix. Tokens of service accounts, bootstrap tokens and the OAuth clients
 * of KubeSphere 4 are Secrets; KubeSphere keeps passwords of users, kubeconfigs of member clusters,
 * and in 3.x its whole configuration elsewhere.
 */
const keyRules: readonly KeyRule[] = [
  { prefix: 'secrets/', rule: 'secret' },
  { prefix: 'oauth.kubesphere.io/', rule: 'contents' },
  { prefix: 'configmaps/kubesphere-system/kubesphere-config', rule: 'contents' },
  { prefix: 'iam.kubesphere.io/users/', rule: 'credentials' },
  { prefix: 'cluster.kubesphere.io/clusters/', rule: 'credentials' },
];

/** The rule for a key, or for everything in a folder; undefined where its value may be shown. */
export const maskingRule = (key: Uint8Array, kubernetesPrefix: string): MaskingRule | undefined => {
  const root = utf8Bytes(kubernetesPrefix);
  return keyRules.find(({ prefix }) => startsWithBytes(key, concatBytes(root, utf8Bytes(prefix))))
    ?.rule;
};
