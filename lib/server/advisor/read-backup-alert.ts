import 'server-only';
import type { BackupAlert } from '@/lib/domain/advisor/cluster-evidence';
import { thresholdsOf } from '@/lib/domain/alerts/alert-rule';
import { alertRules } from '@/lib/domain/alerts/rules';
import { readEditedRules } from '../store/alert-settings';
import { store } from '../store/store';

const rule = 'backup-too-old';
const hourSeconds = 3_600;

/** How the alert about old backups is set for a cluster: what was edited of it, else its default. */
export const readBackupAlert = async (cluster: string): Promise<BackupAlert> => {
  const edited = (await readEditedRules(store(), cluster)).get(rule);
  const declared = alertRules.find(({ id }) => id === rule);
  const { hours = 0 } = thresholdsOf(declared ?? { thresholds: [] }, edited?.thresholds);
  return { seconds: hours * hourSeconds, isEnabled: edited?.enabled ?? true };
};
