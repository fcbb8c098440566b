'use client';

import { useTranslations } from 'use-intl';
import { useBackups } from '@/lib/api/backups';
import type { Backup } from '@/lib/domain/api/operations';
import { BackUpNow } from '../backups/back-up-now';
import { AppLink } from '../shell/app-link';
import { Card, CardHeader } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { Skeleton } from '../ui/skeleton';
import { Table, Td, Th } from '../ui/table';
import { Tag } from '../ui/tag';
import { TimeAgo } from '../ui/time-ago';
import { useFormat } from '../ui/use-format';

/** How many backups the overview shows. */
const shownBackups = 4;

const BackupRow = ({ backup }: { backup: Backup }) => {
  const t = useTranslations('overview.backups');
  const { bytes, count } = useFormat();
  return (
    <tr>
      <Td>
        <TimeAgo time={backup.takenAt} />
      </Td>
      <Td>{backup.memberName}</Td>
      <Td numeric>{bytes(backup.size)}</Td>
      <Td numeric>{count(backup.revision)}</Td>
      <Td>
        {backup.present ? (
          <Tag tone="good">{t(backup.proof)}</Tag>
        ) : (
          <Tag tone="warning">{t('missing')}</Tag>
        )}
      </Td>
    </tr>
  );
};

const BackupsTable = ({ backups }: { backups: readonly Backup[] }) => {
  const t = useTranslations('overview.backups');
  return (
    <Table label={t('title')}>
      <thead>
        <tr>
          <Th>{t('taken')}</Th>
          <Th>{t('from')}</Th>
          <Th numeric>{t('size')}</Th>
          <Th numeric>{t('revision')}</Th>
          <Th>{t('proof')}</Th>
        </tr>
      </thead>
      <tbody>
        {backups.map((backup) => (
          <BackupRow key={backup.id} backup={backup} />
        ))}
      </tbody>
    </Table>
  );
};

const BackupsContent = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('overview.backups');
  const { data, error, refetch } = useBackups(cluster);
  const backups = data?.pages.flatMap((page) => page.backups).slice(0, shownBackups);
  if (backups !== undefined) {
    return backups.length > 0 ? (
      <BackupsTable backups={backups} />
    ) : (
      <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
    );
  }
  return (
    <div className="px-4 pb-4">
      {error ? (
        <ErrorNotice error={error} onRetry={() => refetch()} />
      ) : (
        <Skeleton className="h-28" />
      )}
    </div>
  );
};

/** The newest backups, and the button that takes one. */
export const BackupsCard = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('overview.backups');
  return (
    <Card>
      <CardHeader title={t('title')}>
        <AppLink href={`/clusters/${cluster}/backups`} className="text-blue hover:underline">
          {t('all')}
        </AppLink>
        <BackUpNow cluster={cluster} />
      </CardHeader>
      <BackupsContent cluster={cluster} />
    </Card>
  );
};
