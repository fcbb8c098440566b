import 'server-only';
import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import type { ClusterConfig } from './cluster-config';
import { explainIssues } from './parse-configuration-file';
import type { Variables } from './read-etcdctl-variables';

const unlessEmpty = (text: string | undefined) => text || undefined;

/** What variables may say of the one cluster that no file describes. */
const overridesSchema = z.object({
  ETCDSCOPE_CLUSTER_NAME: z.preprocess(unlessEmpty, clusterNameSchema.optional()),
  ETCDSCOPE_READ_ONLY: z.preprocess(
    unlessEmpty,
    z.enum(['true', '1', 'false', '0'], 'must be true or false').optional(),
  ),
  ETCDSCOPE_KUBERNETES_PREFIX: z.preprocess(
    unlessEmpty,
    z.string().regex(/\/$/, 'must end with a slash, as in /registry/').optional(),
  ),
});

/** The clusters with what the environment says over them. */
export type ClusterOverrides = {
  /** For the one cluster that no file describes. */
  ofSingle: (cluster: ClusterConfig) => ClusterConfig;
  /** For every cluster: what was asked to be read-only must not depend on where it came from. */
  ofAny: (cluster: ClusterConfig) => ClusterConfig;
};

/** Reads the ETCDSCOPE_* variables of clusters. Throws a ConfigurationError that names them. */
export const readClusterOverrides = (variables: Variables): ClusterOverrides => {
  const checked = overridesSchema.safeParse(variables);
  if (!checked.success) {
    throw explainIssues(checked.error.issues, () => 'environment');
  }
  const {
    ETCDSCOPE_CLUSTER_NAME: name,
    ETCDSCOPE_READ_ONLY: readOnly,
    ETCDSCOPE_KUBERNETES_PREFIX: kubernetesPrefix,
  } = checked.data;
  const ofAny = (cluster: ClusterConfig): ClusterConfig => ({
    ...cluster,
    readOnly: cluster.readOnly || readOnly === 'true' || readOnly === '1',
  });
  return {
    ofAny,
    ofSingle: (cluster) => ({
      ...ofAny(cluster),
      name: name ?? cluster.name,
      displayName: name ?? cluster.displayName,
      kubernetesPrefix: kubernetesPrefix ?? cluster.kubernetesPrefix,
    }),
  };
};
