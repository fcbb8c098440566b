'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';

type MoreButtonProps = {
  /** What `useInfiniteQuery` says of the next page. */
  pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
};

/** The button below a list that is read page by page; nothing where the list is whole. */
export const MoreButton = ({ pages }: MoreButtonProps) => {
  const t = useTranslations('activity');
  if (!pages.hasNextPage) {
    return null;
  }
  return (
    <div className="border-line border-t px-4 py-2">
      <Button size="sm" disabled={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
        {pages.isFetchingNextPage ? t('loadingMore') : t('more')}
      </Button>
    </div>
  );
};
