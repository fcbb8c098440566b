'use client';

import { useLocale } from 'use-intl';
import { formatNumber } from '@/lib/domain/format';

/** A number per second with as many digits as it needs: `0.05`, `3.2`, `410`. */
export const useRate = (): ((perSecond: number) => string) => {
  const locale = useLocale();
  return (perSecond) => {
    const digits = perSecond >= 10 ? 0 : perSecond >= 1 ? 1 : 2;
    return formatNumber(perSecond, digits, locale);
  };
};
