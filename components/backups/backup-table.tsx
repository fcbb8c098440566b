'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Table, Th } from '@/components/ui/table';
import type { Backup } from '@/lib/domain/api/operations';
import { BackupRow } from './backup-row';
import { DeleteBackup } from './delete-backup';

/** The backups of a cluster, newest first, with what one may do to each. */
export const BackupTable = ({ backups }: { backups: readonly Backup[] }) => {
  const t = useTranslations('backups');
  const [doomed, setDoomed] = useState<Backup>();
  const present = backups.filter((backup) => backup.present);
  return (
    <>
      <Table label={t('list')}>
        <thead>
          <tr>
            <Th>{t('columns.time')}</Th>
            <Th>{t('columns.member')}</Th>
            <Th numeric>{t('columns.revision')}</Th>
            <Th numeric>{t('columns.size')}</Th>
            <Th>{t('columns.version')}</Th>
            <Th>{t('columns.proof')}</Th>
            <Th>{t('columns.by')}</Th>
            <Th>
              <span className="sr-only">{t('columns.actions')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {backups.map((backup) => (
            <BackupRow key={backup.id} backup={backup} onDelete={() => setDoomed(backup)} />
          ))}
        </tbody>
      </Table>
      {doomed === undefined ? null : (
        <DeleteBackup
          key={doomed.id}
          backup={doomed}
          isLast={present.length === 1 && present[0]?.id === doomed.id}
          onClose={() => setDoomed(undefined)}
        />
      )}
    </>
  );
};
