import 'server-only';
import { Gauge } from 'prom-client';
import type { Backup } from '@/lib/domain/api/operations';
import { listBackups } from '../backups/list-backups';
import { configuration } from '../config/load-configuration';
import { metrics } from './metrics';

/** The directory is read at most that often, whoever scrapes. */
const freshMilliseconds = 15_000;

type NewestBackup = { cluster: string; backup: Backup };

/** The newest backup of each cluster that has one; a directory that cannot be read has none. */
const readNewest = async (): Promise<NewestBackup[]> => {
  const lists = await Promise.all(
    configuration().clusters.map(async ({ name }): Promise<NewestBackup[]> => {
      const { backups } = await listBackups(name, { limit: 1 }).catch(() => ({ backups: [] }));
      return backups.map((backup) => ({ cluster: name, backup }));
    }),
  );
  return lists.flat();
};

const seconds = (time: string): number => Date.parse(time) / 1_000;

/** The age and size of the newest backup of each cluster, read when somebody asks. */
export const registerBackupGauges = (): void => {
  let newest: Promise<NewestBackup[]> | undefined;
  let freshUntil = 0;
  const shared = (): Promise<NewestBackup[]> => {
    if (newest === undefined || performance.now() > freshUntil) {
      newest = readNewest();
      freshUntil = performance.now() + freshMilliseconds;
    }
    return newest;
  };
  const register = (name: string, help: string, numberOf: (backup: Backup) => number): void => {
    new Gauge({
      name,
      help,
      labelNames: ['cluster'],
      registers: [metrics().registry],
      async collect() {
        const found = await shared();
        this.reset();
        for (const { cluster, backup } of found) {
          this.set({ cluster }, numberOf(backup));
        }
      },
    });
  };
  register(
    'etcdscope_backup_last_success_timestamp_seconds',
    'When the newest backup was taken, since 1970; a cluster without one has no series.',
    ({ takenAt }) => seconds(takenAt),
  );
  register(
    'etcdscope_backup_last_verified_timestamp_seconds',
    'When the newest backup was proved by its checksum, which is while it is taken.',
    ({ takenAt }) => seconds(takenAt),
  );
  register('etcdscope_backup_last_size_bytes', 'Size of the newest backup.', ({ size }) =>
    Number(size),
  );
};
