import 'server-only';
import type { PrometheusConfig } from './prometheus-config';

/** Files of one TLS identity; paths, because the files are re-read when they change. */
export type TlsFiles = {
  ca: string | undefined;
  certificate: string | undefined;
  key: string | undefined;
  /** Name to check the server certificate against instead of the endpoint's host. */
  serverName: string | undefined;
};

/** One etcd cluster as configured, detected or taken from ETCDCTL_* variables. */
export type ClusterConfig = {
  /** URL-safe name, unique. */
  name: string;
  displayName: string;
  /** Client URLs to start from, normalised: scheme, host, port, no trailing slash. */
  endpoints: readonly string[];
  /** Undefined for plain http endpoints. */
  tls: TlsFiles | undefined;
  /** etcd user and password, where etcd's own authentication is on. */
  authentication: { username: string; password: string } | undefined;
  /** Base URLs of `/metrics` per member name or host; empty: the client URLs. */
  metricsUrls: readonly string[];
  /** Where its metrics are asked for instead of our own samples; undefined: our own. */
  prometheus: PrometheusConfig | undefined;
  /** Refuses every mutating RPC in the etcd layer. */
  readOnly: boolean;
  /** Where Kubernetes keeps its objects, with a trailing slash: `/registry/`. */
  kubernetesPrefix: string;
  /** What separates folders in keys. */
  delimiter: string;
  /** Extra hosts (name, IP or CIDR) that advertised client URLs may name and be dialled. */
  allowedHosts: readonly string[];
  /** Where this came from, for the doctor: a file and line, a variable, a detection. */
  source: string;
};
