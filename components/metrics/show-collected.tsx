'use client';

import { useTranslations } from 'use-intl';
import type { MetricsFrame } from '@/lib/api/metrics';
import { type ChangeView, toSpan } from './metrics-view';

/** Less of an empty beginning than this part of the axis needs no way around it. */
const leastEmptiness = 0.5;

type ShowCollectedProps = { frame: MetricsFrame; onView: ChangeView };

/** Zooms to what was collected, where that is a small part of the range. */
export const ShowCollected = ({ frame: { axis, since }, onView }: ShowCollectedProps) => {
  const t = useTranslations('metrics');
  const length = axis.to - axis.from;
  return since === null || since - axis.from < length * leastEmptiness ? null : (
    <button
      type="button"
      className="text-blue hover:underline"
      onClick={() => onView(toSpan({ from: since, to: axis.to }))}
    >
      {t('showCollected')}
    </button>
  );
};
