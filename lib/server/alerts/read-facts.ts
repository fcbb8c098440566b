import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
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
  // A cluster without TLS has no certificate that could end.
  const isPlain = members.length > 0 && members.every((one) => one.endpoint?.startsWith('http:'));
  return all.length === 0 && !isPlain ? undefined : all;
};

/** A backup whose file is gone is none, so some are looked at. */
const backupsSeen = 10;

/** Directories may lie on a network that does not answer: rules wait no longer than this. */
const patienceMilliseconds = 5_000;

const lastBackupOf = async (cluster: string): Promise<number | null> => {
  const { backups } = await listBackups(cluster, { limit: backupsSeen });
  const newest = backups.find(({ present }) => present);
  return newest === undefined ? null : Date.parse(newest.takenAt);
};

const soon = <Value>(asked: Promise<Value>): Promise<Value | undefined> =>
  Promise.race([asked, delay(patienceMilliseconds, undefined, { ref: false })]).catch(
    () => undefined,
  );

/** What is known of a configured cluster beside its metrics; what cannot be had is undefined. */
export const readFacts = async (cluster: string): Promise<RuleFacts> => {
  const [overview, lastBackup, clockSkews] = await Promise.all([
    soon(readOverview(cluster)),
    soon(lastBackupOf(cluster)),
    soon(readClockSkews(clusterConnection(cluster))),
  ]);
  return {
    certificates: overview && certificatesOf(overview),
    versions: overview?.members.flatMap(({ id, version }) =>
      version === null ? [] : [{ memberId: id, version }],
    ),
    lastBackup,
    clockSkews,
    unreachable: overview?.members.length === 0,
  };
};
