import 'server-only';
import { readFileSync } from 'node:fs';
import type { TlsFiles } from './cluster-config';

/** A secret, or the file that holds it: tokens of Kubernetes are renewed there. */
export type SecretSource = { text: string } | { file: string };

/** Where a cluster's series are asked for, instead of our own samples. */
export type PrometheusConfig = {
  /** Base URL of a Prometheus-compatible HTTP API, without a trailing slash. */
  url: string;
  /** Undefined for plain http. */
  tls: TlsFiles | undefined;
  credentials:
    | { kind: 'bearer'; token: SecretSource }
    | { kind: 'basic'; username: string; password: SecretSource }
    | undefined;
  /** Which series are this cluster's, as they stand inside braces: `job="etcd"`. */
  matchers: string;
  /** The label that tells members apart, such as `instance`. */
  memberLabel: string;
};

/** The secret as it is now. Throws as reading a file does. */
export const secretNow = (source: SecretSource): string =>
  'text' in source ? source.text : readFileSync(source.file, 'utf8').trim();
