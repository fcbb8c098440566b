import type { UnknownReason } from '../api/advisor';
import type { Panels } from '../api/metrics';
import type { Backup } from '../api/operations';
import type { Overview } from '../api/overview';
import type { SpaceReport } from '../api/space';

/** The length of a span of the last hour. */
export const recentSpanMilliseconds = 5 * 60_000;

/** Something that was asked for: its value, or why there is none. */
export type Known<Value> = { value: Value } | { unknown: UnknownReason };

/** How far a member's clock is from ours, from the Date header of one answer. */
export type ClockReading = {
  memberName: string;
  /** Seconds the member is ahead of us; negative where it is behind. */
  offsetSeconds: number;
  /** The offset is exact to plus or minus so many seconds: the header's second and the way there. */
  uncertaintySeconds: number;
};

/** Whose certificates they are, as far as the place of their files tells. */
export type CertificateKeeper = 'kubeadm' | 'kubekey' | 'k3s' | 'rke2' | 'unknown';

/** From which age on the alert about backups fires, and whether it does. */
export type BackupAlert = { seconds: number; isEnabled: boolean };

/** What is known of the keys from the last space scan. */
export type ScannedSpace = Pick<
  SpaceReport,
  'takenAt' | 'keys' | 'bytes' | 'folders' | 'largest' | 'sizes' | 'completeness'
>;

/** Everything the rules judge by: gathered once, with what could not be had named as such. */
export type ClusterEvidence = {
  /** Milliseconds since 1970. */
  now: number;
  overview: Overview;
  /** Whether we show a client certificate: a cluster that demands one is dialled with it. */
  hasClientCertificate: boolean;
  certificateKeeper: CertificateKeeper;
  /** Endpoints that are dialled, for commands. */
  endpoints: readonly string[];
  /** The last hour in spans of five minutes. */
  recent: Known<Panels>;
  /** The last day in spans of an hour. */
  day: Known<Panels>;
  space: Known<ScannedSpace>;
  /** How many leases there are. */
  leases: Known<number>;
  /** Whether etcd's own authentication is on. */
  authentication: Known<boolean>;
  clocks: Known<readonly ClockReading[]>;
  /** The newest backups, newest first. */
  backups: Known<readonly Backup[]>;
  /** The alert rule `backup-too-old` as it is set for this cluster. */
  backupAlert: Known<BackupAlert>;
  /** The oldest revision that can be read: 1 where nothing was ever compacted. */
  oldestRevision: Known<bigint>;
};
