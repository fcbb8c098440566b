'use client';

import { useTranslations } from 'use-intl';
import { useBackups } from '@/lib/api/backups';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';

/** When the newest backup that is still there was taken. */
export const LastBackup = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('overview.facts');
  const common = useTranslations('common');
  const { data, isError } = useBackups(cluster);
  if (data === undefined) {
    return isError ? common('unknown') : <Skeleton className="mt-1 h-3 w-16" />;
  }
  const latest = data.pages.flatMap((page) => page.backups).find((backup) => backup.present);
  return latest === undefined ? t('noBackup') : <TimeAgo time={latest.takenAt} />;
};
