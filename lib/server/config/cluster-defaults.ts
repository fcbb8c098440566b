import 'server-only';
import type { ClusterConfig } from './cluster-config';

/** What holds of a cluster about which nothing more was said than how to reach it. */
export const clusterDefaults = {
  authentication: undefined,
  metricsUrls: [],
  prometheus: undefined,
  readOnly: false,
  kubernetesPrefix: '/registry/',
  delimiter: '/',
  allowedHosts: [],
} as const satisfies Partial<ClusterConfig>;
