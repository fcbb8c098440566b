'use client';

import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { TimeAgo } from '@/components/ui/time-ago';
import { useSearches } from '@/lib/api/searches';
import { useSearchTitle } from './use-search-title';

type EarlierSearchesProps = { cluster: string; onShow: (id: string) => void };

/** The person's own searches, to open again. */
export const EarlierSearches = ({ cluster, onShow }: EarlierSearchesProps) => {
  const t = useTranslations('search');
  const titleOf = useSearchTitle();
  const { data, error, refetch } = useSearches(cluster);
  if (data === undefined) {
    return (
      <div className="p-4">
        {error === null ? (
          <Skeleton className="h-20" />
        ) : (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        )}
      </div>
    );
  }
  if (data.searches.length === 0) {
    return <EmptyState title={t('noSearches')}>{t('noSearchesWhy')}</EmptyState>;
  }
  return (
    <section className="min-h-0 flex-1 overflow-auto px-4 py-3" aria-label={t('earlier')}>
      <h2 className="mb-1 text-muted text-xs">{t('earlier')}</h2>
      <ul>
        {data.searches.map((search) => (
          <li key={search.id}>
            <button
              type="button"
              className="flex w-full items-baseline gap-3 rounded-md px-2 py-1 text-left hover:bg-row-hover"
              onClick={() => onShow(search.id)}
            >
              <span className="min-w-0 flex-1 truncate">{titleOf(search)}</span>
              <span className="flex-none text-muted text-xs tabular-nums">
                {t('found', { count: search.matches })}
              </span>
              <span className="w-32 flex-none text-muted text-xs">
                {t(`endings.${search.ending}`)}
              </span>
              <span className="w-28 flex-none text-right text-muted text-xs">
                <TimeAgo time={search.startedAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
