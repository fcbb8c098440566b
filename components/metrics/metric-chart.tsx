'use client';

import { usePanels } from '@/lib/api/metrics';
import type { PanelId } from '@/lib/domain/metrics/panel-declaration';
import { findPanel } from '@/lib/domain/metrics/panels';
import type { TimeRange } from '@/lib/domain/metrics/time-ranges';
import { CardHeader } from '../ui/card';
import { ErrorNotice } from '../ui/error-notice';
import { Skeleton } from '../ui/skeleton';
import { PanelChart } from './panel-chart';
import { SinceNote } from './since-note';

type MetricChartProps = {
  cluster: string;
  panelId: PanelId;
  range: TimeRange;
  title: string;
  /** What the title is about. */
  note: string;
  /** The range in words, shown while the chart reaches back that far. */
  span: string;
};

/** One live chart with its heading and legend, for pages other than Metrics; latencies as p99. */
export const MetricChart = ({ cluster, panelId, range, title, note, span }: MetricChartProps) => {
  const { data, error, refetch } = usePanels(cluster, [panelId], range);
  const panel = data?.panels[0];
  const declaration = findPanel(panelId);
  const isThere = data !== undefined && panel !== undefined && declaration !== undefined;
  return (
    <>
      <CardHeader title={title} note={note}>
        {data === undefined || data.since === null ? (
          <span className="text-muted text-xs">{span}</span>
        ) : (
          <SinceNote since={data.since} to={data.to} />
        )}
      </CardHeader>
      {isThere ? (
        <PanelChart
          data={data}
          panel={panel}
          declaration={declaration}
          quantile="p99"
          isTable={false}
        />
      ) : (
        <div className="px-4 pb-4">
          {error ? (
            <ErrorNotice error={error} onRetry={() => refetch()} />
          ) : (
            <Skeleton className="h-46" />
          )}
        </div>
      )}
    </>
  );
};
