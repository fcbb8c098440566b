'use client';

import { useState } from 'react';
import type { KeysPanelProps } from '@/components/keys/panel-props';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useStartSearch } from '@/lib/api/searches';
import { EarlierSearches } from './earlier-searches';
import { SearchForm } from './search-form';
import { SearchResult } from './search-result';
import { useSearchLocation } from './use-search-location';

/** Looks for keys, or for text in their values, in the whole store or in the open folder. */
export const SearchPanel = ({ cluster, prefix, onOpen }: KeysPanelProps) => {
  const { id, show } = useSearchLocation();
  const start = useStartSearch(cluster);
  const [again, setAgain] = useState(0);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="grid gap-3 border-line border-b px-4 py-3">
        <SearchForm
          key={again}
          prefix={prefix}
          isPending={start.isPending}
          onSearch={(query) => start.mutate(query, { onSuccess: (search) => show(search.id) })}
        />
        {start.error === null ? null : <ErrorNotice error={start.error} />}
      </div>
      {id === null ? (
        <EarlierSearches cluster={cluster} onShow={show} />
      ) : (
        <SearchResult
          key={id}
          cluster={cluster}
          id={id}
          onOpen={onOpen}
          onClose={() => {
            start.reset();
            setAgain(again + 1);
            show(null);
          }}
        />
      )}
    </div>
  );
};
