import 'server-only';
import {
  type ClusterEvidence,
  type Known,
  recentSpanMilliseconds,
  type ScannedSpace,
} from '@/lib/domain/advisor/cluster-evidence';
import type { Panels } from '@/lib/domain/api/metrics';
import type { PanelId } from '@/lib/domain/metrics/panel-declaration';
import { listBackups } from '../backups/list-backups';
import { readOverview } from '../clusters/read-overview';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { readHorizon } from '../history/read-horizon';
import { readLatestReport } from '../space/read-scan';
import { cached } from './cached';
import { certificateKeeper } from './certificate-keeper';
import { asKnown } from './known';
import { readBackupAlert } from './read-backup-alert';
import { readClocks } from './read-clocks';
import { beginOf, readSpan, wholeSpan } from './read-span';

const deadlineMilliseconds = 3_000;
const minuteMilliseconds = 60_000;
const hourMilliseconds = 60 * minuteMilliseconds;
const dayMilliseconds = 24 * hourMilliseconds;

/** Spans of five minutes and of an hour: there is a point at either end. */
const recentPoints = 12 + 2;
const dayPoints = 24 + 2;

/** What changes slowly is asked for once a minute, however often the page is read. */
const slowlyMilliseconds = minuteMilliseconds;

const backupsSeen = 20;

const recentPanels: readonly PanelId[] = [
  'wal-fsync',
  'backend-commit',
  'peer-round-trip',
  'leader-changes',
  'heartbeat-failures',
  'apply-backlog',
  'keys',
  'watchers',
  'memory',
  'request-latency',
];
const dayPanels: readonly PanelId[] = [
  'database-size',
  'compaction',
  'watchers',
  'leases',
  'rpc-rate',
  'cpu',
  'memory',
];

/** The last hour in spans of five minutes; all there is as one span where that is less than one. */
const readRecent = async (cluster: string, now: number): Promise<Panels> => {
  const lastSpan = { from: now - recentSpanMilliseconds, to: now };
  const begin = await beginOf(cluster, lastSpan);
  return begin > lastSpan.from
    ? readSpan(cluster, recentPanels, { from: begin, to: now }, wholeSpan)
    : readSpan(cluster, recentPanels, { from: now - hourMilliseconds, to: now }, recentPoints);
};

const readSpace = async (cluster: string): Promise<Known<ScannedSpace>> => {
  const report = await asKnown(readLatestReport(cluster, ''));
  if ('unknown' in report) {
    return report;
  }
  return report.value.report === null ? { unknown: 'no-scan' } : { value: report.value.report };
};

const readAuthentication = async (
  connection: ClusterConnection,
  signal: AbortSignal,
): Promise<Known<boolean>> => {
  const enabled = await asKnown(connection.authenticationEnabled(signal));
  if ('unknown' in enabled) {
    return enabled;
  }
  return enabled.value === undefined ? { unknown: 'not-exposed' } : { value: enabled.value };
};

/** A question to etcd of which the answer, also that there is none, is good for a minute. */
const slowly = <Value>(
  connection: ClusterConnection,
  what: string,
  ask: (signal: AbortSignal) => Promise<Known<Value>>,
): Promise<Known<Value>> =>
  cached(connection, what, slowlyMilliseconds, () =>
    ask(AbortSignal.timeout(deadlineMilliseconds)),
  );

/**
 * Everything the rules judge by: from the store, from what the overview asks anyway, and from five
 * small questions to etcd a minute, each with a deadline; starts no scan.
 */
export const gatherEvidence = async (connection: ClusterConnection): Promise<ClusterEvidence> => {
  const { config } = connection;
  const { name } = config;
  const now = Date.now();
  const day = { from: now - dayMilliseconds, to: now };
  const [overview, recent, lastDay, space, leases, authentication, clocks, backups, alert, oldest] =
    await Promise.all([
      readOverview(name),
      asKnown(readRecent(name, now)),
      asKnown(readSpan(name, dayPanels, day, dayPoints)),
      slowly(connection, 'space', () => readSpace(name)),
      slowly(connection, 'leases', (signal) =>
        asKnown(connection.leases(signal).then((ids) => ids.length)),
      ),
      slowly(connection, 'authentication', (signal) => readAuthentication(connection, signal)),
      slowly(connection, 'clocks', () => asKnown(readClocks(connection))),
      asKnown(listBackups(name, { limit: backupsSeen }).then((page) => page.backups)),
      asKnown(readBackupAlert(name)),
      slowly(connection, 'horizon', (signal) => asKnown(readHorizon(connection, signal))),
    ]);
  return {
    ...{ now, overview, recent, day: lastDay, space, leases, authentication, clocks, backups },
    oldestRevision: oldest,
    backupAlert: alert,
    certificateKeeper: certificateKeeper(config.tls),
    hasClientCertificate: overview.clientCertificate !== null,
    endpoints: config.endpoints,
  };
};
