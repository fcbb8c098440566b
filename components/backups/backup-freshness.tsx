'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { OperationProgress } from '@/components/activity/operation-progress';
import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';
import { TimeAgo } from '@/components/ui/time-ago';
import { useFormat } from '@/components/ui/use-format';
import type { Backup } from '@/lib/domain/api/operations';
import { BackUpNow } from './back-up-now';
import { useCurrentBackup } from './use-current-backup';

type BackupFreshnessProps = {
  cluster: string;
  /** Newest first; undefined while they are being read. */
  backups: readonly Backup[] | undefined;
};

/** The answer first: how old the last proved backup is, the button, and what runs or just ran. */
export const BackupFreshness = ({ cluster, backups }: BackupFreshnessProps) => {
  const operation = useCurrentBackup(cluster);
  return (
    <Card className="grid gap-3 p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          {backups === undefined ? (
            <Skeleton className="h-6 w-80" />
          ) : (
            <LastProved backups={backups} />
          )}
        </div>
        <BackUpNow cluster={cluster} />
      </div>
      {operation === undefined ? null : <OperationProgress operation={operation} />}
    </Card>
  );
};

const LastProved = ({ backups }: { backups: readonly Backup[] }) => {
  const t = useTranslations('backups');
  const format = useFormat();
  const last = backups.find(({ present }) => present);
  if (last !== undefined) {
    const sentence = t.rich('lastProved', {
      ago: () => <TimeAgo time={last.takenAt} />,
      member: last.memberName,
      size: format.bytes(last.size),
    });
    return <Headline title={sentence} hint={t('lastProvedHint')} />;
  }
  return backups.length === 0 ? (
    <Headline title={t('noneYet')} />
  ) : (
    <Headline title={t('noneProvedPresent')} hint={t('noneProvedPresentHint')} />
  );
};

const Headline = ({ title, hint }: { title: ReactNode; hint?: string }) => (
  <>
    <p className="font-semibold text-lg">{title}</p>
    {hint === undefined ? null : <p className="text-muted">{hint}</p>}
  </>
);
