'use client';

import { useTranslations } from 'use-intl';
import { ValueDiff } from '@/components/edit/value-diff';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useImportDiff } from '@/lib/api/imports';

type ImportRowDiffProps = { cluster: string; upload: string; line: number };

/** What an import would change of one value, masked where it is a secret. */
export const ImportRowDiff = ({ cluster, upload, line }: ImportRowDiffProps) => {
  const t = useTranslations('bulk');
  const query = useImportDiff(cluster, upload, line);
  if (query.isPending) {
    return <Skeleton className="h-24" />;
  }
  if (query.data === undefined) {
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  const { before, after, masked } = query.data;
  return (
    <div className="grid gap-2">
      {masked ? <Notice>{t('import.maskedDiff')}</Notice> : null}
      <ValueDiff before={before ?? ''} after={after ?? ''} label={t('import.diff', { line })} />
    </div>
  );
};
