'use client';

import { useTranslations } from 'use-intl';
import { Notice } from '@/components/ui/notice';
import type { Search } from '@/lib/domain/api/searches';

/** What the results do not cover, in words. */
export const SearchCaveats = ({ search }: { search: Search }) => {
  const t = useTranslations('search');
  const { maskedValues, cutValues, isRestarted, isLocked, answeredBy, revision } = search;
  return (
    <>
      {isRestarted ? (
        <Notice tone="warning" role="status">
          {t('restarted')}
        </Notice>
      ) : null}
      {isLocked ? <Notice tone="warning">{t('locked')}</Notice> : null}
      <p className="flex flex-wrap gap-x-3 text-muted text-xs tabular-nums">
        {maskedValues > 0 ? <span>{t('maskedValues', { count: maskedValues })}</span> : null}
        {cutValues > 0 ? <span>{t('cutValues', { count: cutValues })}</span> : null}
        {answeredBy === null || revision === null ? null : (
          <span>{t('answeredBy', { member: answeredBy, revision })}</span>
        )}
      </p>
    </>
  );
};
