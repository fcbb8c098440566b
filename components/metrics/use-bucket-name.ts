'use client';

import { useLocale } from 'use-intl';
import type { Unit } from '@/lib/domain/api/metrics';
import { formatInterval } from '@/lib/domain/metrics/format-value';
import type { HeatRow } from './heat-cells';

/** The words for the sizes of a row, such as `8–16 ms`. */
export const useBucketName = (unit: Unit): ((row: HeatRow) => string) => {
  const locale = useLocale();
  return ({ lower, upper }) =>
    formatInterval(lower, upper ?? Number.POSITIVE_INFINITY, unit, locale);
};
