import 'server-only';
import type { Role } from '@/lib/domain/permissions';
import type { ClusterConfig } from './cluster-config';
import type { DetectionAttempt } from './detection-attempt';
import type { ReceiverConfig } from './notification-config';
import type { TelemetryConfig } from './read-telemetry-config';

/** Who is believed: own accounts, or the identity headers of a proxy that knows a secret. */
export type AuthenticationConfig =
  | { mode: 'local' }
  | {
      mode: 'kubesphere';
      /** Any one of them proves the proxy, so that a secret can be changed without a gap. */
      secrets: string[];
      roles: { users: Record<string, Role>; groups: Record<string, Role> };
    };

/** Every setting of one process, checked, with defaults filled in. */
export type Configuration = {
  clusters: ClusterConfig[];
  /** Absolute folder of the store. */
  dataDirectory: string;
  /** Absolute folder of the snapshots. */
  backupDirectory: string;
  /** Origins users reach this process at, such as `https://etcd.example.org`. */
  publicOrigins: string[];
  /** Origins that may frame the pages, beside our own. */
  frameAncestors: string[];
  authentication: AuthenticationConfig;
  /** Where alerts are sent. */
  notifications: readonly ReceiverConfig[];
  /** Who may read the metrics of this process; nobody where undefined. */
  telemetry: TelemetryConfig | undefined;
  /** Public path prefix without a trailing slash; empty at the root. */
  basePath: string;
  /** Whether `X-Forwarded-Prefix` of the proxy in front is believed. */
  trustForwardedPrefix: boolean;
  host: string;
  port: number;
  sessionIdleMinutes: number;
  sessionHours: number;
  scrapeIntervalSeconds: number;
  /** What samples of metrics may take on disk, all clusters together, in millions of bytes. */
  sampleLimitMegabytes: number;
  /** Where settings were looked for, in order, for the doctor. */
  attempts: DetectionAttempt[];
};
