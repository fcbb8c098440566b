import { statusCommand, trialCommand } from '../backups/restore-commands';
import { voterEndpoints } from './member-endpoints';
import { duration, fine, type Rule, unknownFor } from './rule';

/** Both speak of one age: a cluster whose alert is switched off is backed up elsewhere. */
const backupMissing: Rule = {
  id: 'backup-missing',
  judge: ({ backups, backupAlert, now, ...cluster }) => {
    if ('unknown' in backupAlert) {
      return unknownFor(backupAlert.unknown);
    }
    if ('unknown' in backups) {
      return unknownFor(backups.unknown);
    }
    const present = backups.value.filter((backup) => backup.present);
    const [newest] = present;
    const age = newest === undefined ? undefined : (now - Date.parse(newest.takenAt)) / 1_000;
    if (age !== undefined && age <= backupAlert.value.seconds) {
      return fine;
    }
    const gone = backups.value.length - present.length;
    // etcdctl takes a snapshot of exactly one member.
    const [endpoint = '<endpoint>'] = voterEndpoints(cluster).split(',');
    return {
      finding: {
        severity: backupAlert.value.isEnabled ? 'warning' : 'info',
        parameters: {
          state: age === undefined ? 'none' : 'old',
          limit: duration(backupAlert.value.seconds),
        },
        evidence: [
          age === undefined
            ? { code: 'backup-none', parameters: {} }
            : { code: 'backup-age', parameters: { age: duration(age) } },
          ...(backupAlert.value.isEnabled ? [] : [{ code: 'backup-alert-off', parameters: {} }]),
          ...(gone === 0 ? [] : [{ code: 'backup-gone', parameters: { files: gone } }]),
        ],
        commands: [`etcdctl snapshot save etcd-backup.db --endpoints=${endpoint}`],
        link: { page: 'backups' },
      },
    };
  },
};

/** A matching checksum says that the file is whole, not that a cluster comes up from it. */
const backupUnproved: Rule = {
  id: 'backup-unproved',
  judge: ({ backups }) => {
    if ('unknown' in backups) {
      return unknownFor(backups.unknown);
    }
    const present = backups.value.filter((backup) => backup.present);
    const [newest] = present;
    const isProved = present.some(({ proof }) => proof !== 'checksum');
    if (newest === undefined) {
      return unknownFor('no-backup');
    }
    return isProved
      ? fine
      : {
          finding: {
            severity: 'info',
            parameters: { file: newest.fileName },
            evidence: [{ code: 'backup-checksum', parameters: { files: present.length } }],
            commands: [statusCommand(newest), trialCommand(newest)],
            link: { page: 'backups' },
          },
        };
  },
};

/** Whether the cluster could be brought back. */
export const backupRules: readonly Rule[] = [backupMissing, backupUnproved];
