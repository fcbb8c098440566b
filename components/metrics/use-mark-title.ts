'use client';

import { useTranslations } from 'use-intl';
import type { PlacedMark } from './place-marks';

/** The words of all that stands at one place of the time axis: a few, and the number of the rest. */
export const useMarkTitle = (): ((mark: Pick<PlacedMark, 'named' | 'others'>) => string) => {
  const t = useTranslations('metrics.marks');
  return ({ named, others }) => t('titles', { names: named.join(t('separator')), others });
};
