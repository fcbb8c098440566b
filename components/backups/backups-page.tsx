'use client';

import { useTranslations } from 'use-intl';
import { ListSkeleton } from '@/components/activity/list-skeleton';
import { MoreButton } from '@/components/activity/more-button';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useBackups } from '@/lib/api/backups';
import { BackupFreshness } from './backup-freshness';
import { BackupTable } from './backup-table';
import { RestoreHint } from './restore-hint';

/** The backups of a cluster: how fresh, what runs, the list, and how to use a file. */
export const BackupsPage = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('backups');
  const query = useBackups(cluster);
  const backups = query.data?.pages.flatMap((page) => page.backups);
  const newest = backups?.find(({ present }) => present);
  return (
    <div className="grid gap-5">
      <BackupFreshness cluster={cluster} backups={backups} />
      <Card aria-labelledby="backup-list">
        <CardHeader id="backup-list" title={t('list')} />
        {query.isPending ? <ListSkeleton /> : null}
        {query.isError ? (
          <div className="p-4">
            <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
          </div>
        ) : null}
        {backups?.length === 0 ? (
          <EmptyState title={t('listEmpty')}>{t('noneYetHint')}</EmptyState>
        ) : null}
        {backups !== undefined && backups.length > 0 ? <BackupTable backups={backups} /> : null}
        <MoreButton pages={query} />
      </Card>
      {newest === undefined ? null : <RestoreHint cluster={cluster} backup={newest} />}
    </div>
  );
};
