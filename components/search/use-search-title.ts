'use client';

import { useTranslations } from 'use-intl';
import type { Search } from '@/lib/domain/api/searches';

/** Words for a search: `Keys that contain “pods” in /registry/`. */
export const useSearchTitle = (): ((search: Search) => string) => {
  const t = useTranslations('search');
  return ({ query: { what, how, pattern, encoding }, prefix }) => {
    const where = prefix.text === '' ? t('wholeStore') : prefix.text;
    const shown = encoding === 'text' ? pattern : t('asBytes', { encoding, pattern });
    return t(`titles.${what}.${how}`, { pattern: shown, where });
  };
};
