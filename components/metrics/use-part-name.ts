'use client';

import { useTranslations } from 'use-intl';

const namedParts = ['size', 'inUse', 'quota'] as const;

/** The words for a part of a panel; a quantile is its own name. */
export const usePartName = (): ((part: string) => string) => {
  const t = useTranslations('metrics.parts');
  return (part) => {
    const named = namedParts.find((name) => name === part);
    return named === undefined ? part : t(named);
  };
};
