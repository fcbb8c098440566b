import 'server-only';

/** What an administrator last set for a cluster; no row where nobody ever did. */
export type ClusterSettingsTable = {
  cluster: string;
  /** 1 where Kubernetes objects may be written. */
  kubernetes_writable: number;
  /** Why, as typed. */
  reason: string;
  set_by: string;
  /** RFC 3339, UTC. */
  set_at: string;
};
