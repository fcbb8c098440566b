'use client';

import { lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import type { Heatmap } from '@/lib/domain/api/metrics';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { EmptyState } from '../ui/empty-state';
import { Skeleton } from '../ui/skeleton';
import type { ChartGuide } from './drawing-content';
import { heatCells } from './heat-cells';
import { HeatTable } from './heat-table';
import type { ChartMark } from './place-marks';

const HeatChart = lazy(async () => ({ default: (await import('./heat-chart')).HeatChart }));

type HeatmapContentProps = {
  /** What it shows, for screen readers. */
  label: string;
  memberName: string;
  heatmap: Heatmap;
  span: TimeSpan;
  /** When collecting began, where that is within the span. */
  since: number | null;
  guide: ChartGuide | undefined;
  marks: readonly ChartMark[];
  isTable: boolean;
  onZoom: (span: TimeSpan) => void;
};

/** A heat map as a picture or a table, or why there is none. */
export const HeatmapContent = ({ memberName, isTable, ...props }: HeatmapContentProps) => {
  const t = useTranslations('metrics');
  const { label, heatmap, span } = props;
  const cells = heatCells(heatmap, span.from);
  if (heatmap.bounds.length === 0) {
    return (
      <EmptyState title={t('heatmap.gap')}>
        {t(`heatmap.noBuckets.${heatmap.source}`, { member: memberName })}
      </EmptyState>
    );
  }
  if (cells.most === 0) {
    return (
      <EmptyState title={t('empty.nothing')}>
        {t('heatmap.nothing', { member: memberName })}
      </EmptyState>
    );
  }
  return isTable ? (
    <HeatTable label={label} cells={cells} unit={heatmap.unit} span={span.to - span.from} />
  ) : (
    <Suspense fallback={<Skeleton className="mx-4 h-46" />}>
      <HeatChart {...props} />
    </Suspense>
  );
};
