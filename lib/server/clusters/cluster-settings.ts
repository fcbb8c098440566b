import 'server-only';
import type { ClusterSettings, ClusterSettingsChange } from '@/lib/domain/api/cluster-settings';
import type { ClusterConfig } from '../config/cluster-config';
import type { RequestContext } from '../http/request-context';
import { findClusterSettings, saveClusterSettings } from '../store/cluster-settings';
import { store } from '../store/store';

/** What is set for a cluster; Kubernetes objects are read-only until an administrator says so. */
export const readClusterSettings = async ({
  name,
  readOnly,
  kubernetesPrefix,
}: ClusterConfig): Promise<ClusterSettings> => {
  const row = await findClusterSettings(store(), name);
  return {
    readOnly,
    kubernetesPrefix,
    kubernetesWritable: row?.kubernetes_writable === 1,
    reason: row?.reason ?? null,
    setBy: row?.set_by ?? null,
    setAt: row?.set_at ?? null,
  };
};

/** Sets whether Kubernetes objects of a cluster may be written, with who said so and why. */
export const changeClusterSettings = async (
  { identity }: Pick<RequestContext, 'identity'>,
  config: ClusterConfig,
  { kubernetesWritable, reason }: ClusterSettingsChange,
): Promise<ClusterSettings> => {
  await saveClusterSettings(store(), {
    cluster: config.name,
    kubernetes_writable: Number(kubernetesWritable),
    reason,
    set_by: identity.username,
    set_at: new Date().toISOString(),
  });
  return readClusterSettings(config);
};
