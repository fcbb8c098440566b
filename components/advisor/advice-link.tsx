'use client';

import { useTranslations } from 'use-intl';
import type { AdviceLink as Link } from '@/lib/domain/api/advisor';
import { AppLink } from '../shell/app-link';

/** The way to the page where evidence can be looked at. */
export const AdviceLink = ({ cluster, link }: { cluster: string; link: Link }) => {
  const t = useTranslations('advisor');
  const page = link.page === 'overview' ? '' : `/${link.page}`;
  const query = link.query === undefined ? '' : `?${link.query}`;
  return (
    <AppLink
      href={`/clusters/${cluster}${page}${query}`}
      className="text-blue underline-offset-2 hover:underline"
    >
      {t('look', { page: t(`pages.${link.page}`) })}
    </AppLink>
  );
};
