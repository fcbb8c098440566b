import 'server-only';
import type { KnownCertificate, RuleFacts } from '@/lib/domain/alerts/alert-rule';
import type { Overview } from '@/lib/domain/api/overview';
import { listBackups } from '../backups/list-backups';
import { readOverview } from '../clusters/read-overview';
import { clusterConnection } from '../etcd/cluster-connections';
import { readClockSkews } from './read-clock-skews';

const certificatesOf = ({
  members,
  clientCertificate,
}: Overview): KnownCertificate[] | undefined => {
  const known = members.flatMap(({ id, certificate }) =>
    certificate === null ? [] : [{ memberId: id, daysLeft: certificate.daysLeft }],
  );
  const all =
    clientCertificate === null
      ? known
      : [...known, { memberId: null, daysLeft: clientCertificate.daysLeft }];
  return all.length === 0 ? undefined : all;
};

const lastBackupOf = async (cluster: string): Promise<number | null> => {
  const { backups } = await listBackups(cluster, { limit: 1 });
  const [newest] = backups;
  return newest === undefined ? null : Date.parse(newest.takenAt);
};

/** What is known of a configured cluster beside its metrics; what cannot be had is undefined. */
export const readFacts = async (cluster: string): Promise<RuleFacts> => {
  const [overview, lastBackup, clockSkews] = await Promise.all([
    readOverview(cluster).catch(() => undefined),
    lastBackupOf(cluster).catch(() => undefined),
    readClockSkews(clusterConnection(cluster)).catch(() => undefined),
  ]);
  return {
    certificates: overview && certificatesOf(overview),
    lastBackup,
    clockSkews,
    unreachable: overview?.members.length === 0,
  };
};
