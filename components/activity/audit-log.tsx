'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useAuditLog } from '@/lib/api/audit';
import { AuditFilterForm } from './audit-filter-form';
import { AuditTable } from './audit-table';
import { ListSkeleton } from './list-skeleton';
import { MoreButton } from './more-button';

const filterParsers = {
  actor: parseAsString.withDefault(''),
  action: parseAsString.withDefault(''),
};

/** The audit log with its filters; both are in the address. */
export const AuditLog = () => {
  const t = useTranslations('activity');
  const [filter, setFilter] = useQueryStates(filterParsers);
  const query = useAuditLog(filter);
  const entries = query.data?.pages.flatMap((page) => page.entries);
  return (
    <>
      <AuditFilterForm
        key={`${filter.actor} ${filter.action}`}
        filter={filter}
        onChange={(changed) => void setFilter(changed)}
      />
      {query.isPending ? <ListSkeleton /> : null}
      {query.isError ? (
        <div className="p-4">
          <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
        </div>
      ) : null}
      {entries?.length === 0 ? (
        <EmptyState title={t('noAudit')}>{t('noAuditHint')}</EmptyState>
      ) : null}
      {entries !== undefined && entries.length > 0 ? <AuditTable entries={entries} /> : null}
      <MoreButton pages={query} />
    </>
  );
};
