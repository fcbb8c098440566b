'use client';

import { usePanels } from '@/lib/api/metrics';
import type { PanelId } from '@/lib/domain/metrics/panel-declaration';
import { findPanel } from '@/lib/domain/metrics/panels';
import type { TimeRange } from '@/lib/domain/metrics/time-ranges';
import { ErrorNotice } from '../ui/error-notice';
import { Skeleton } from '../ui/skeleton';
import { PanelChart } from './panel-chart';

type MetricChartProps = { cluster: string; panelId: PanelId; range: TimeRange };

/** One live chart with its legend, for pages other than Metrics; distributions as p99. */
export const MetricChart = ({ cluster, panelId, range }: MetricChartProps) => {
  const { data, error, refetch } = usePanels(cluster, [panelId], range);
  const panel = data?.panels[0];
  const declaration = findPanel(panelId);
  if (data !== undefined && panel !== undefined && declaration !== undefined) {
    return (
      <PanelChart
        data={data}
        panel={panel}
        declaration={declaration}
        quantile="p99"
        isTable={false}
      />
    );
  }
  return (
    <div className="px-4 pb-4">
      {error ? (
        <ErrorNotice error={error} onRetry={() => refetch()} />
      ) : (
        <Skeleton className="h-46" />
      )}
    </div>
  );
};
