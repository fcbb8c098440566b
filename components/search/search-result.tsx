'use client';

import { useTranslations } from 'use-intl';
import type { OpenTarget } from '@/components/keys/panel-props';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useSearch } from '@/lib/api/searches';
import { MatchList } from './match-list';
import { SearchStatus } from './search-status';

type SearchResultProps = {
  cluster: string;
  id: string;
  onOpen: OpenTarget;
  onClose: () => void;
};

/** A search: how far it is, what to know about it, and what it found so far. */
export const SearchResult = ({ cluster, id, onOpen, onClose }: SearchResultProps) => {
  const t = useTranslations('search');
  const { data: search, error, refetch } = useSearch(cluster, id);
  if (search === undefined) {
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
  const isNothingFound = search.matches === 0 && search.ending !== 'running';
  return (
    <section className="flex min-h-0 flex-1 flex-col" aria-label={t('results')}>
      <SearchStatus search={search} onClose={onClose} />
      {isNothingFound ? (
        <EmptyState title={t('nothingFound')}>
          {search.ending === 'complete' ? t('nothingFoundWhy') : t('nothingFoundSoFar')}
        </EmptyState>
      ) : (
        <MatchList search={search} onOpen={onOpen} />
      )}
    </section>
  );
};
