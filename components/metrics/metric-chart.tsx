'use client';

import { useMetricsFrame, usePanels } from '@/lib/api/metrics';
import type { PanelId } from '@/lib/domain/metrics/panel-declaration';
import { findPanel } from '@/lib/domain/metrics/panels';
import type { ChosenRange } from '@/lib/domain/metrics/time-ranges';
import { CardHeader } from '../ui/card';
import { ErrorNotice } from '../ui/error-notice';
import { Skeleton } from '../ui/skeleton';
import { axisOf } from './axis-of';
import type { ChartGuide } from './drawing-content';
import { PanelChart } from './panel-chart';
import { SinceNote } from './since-note';

type MetricChartProps = {
  cluster: string;
  panelId: PanelId;
  /** A range that ends now, or two moments. */
  range: ChosenRange;
  title: string;
  /** What the title is about. */
  note: string;
  /** The range in words, shown while the chart reaches back that far. */
  span: string;
  /** The level of an alert's rule, in place of the guide line. */
  threshold?: ChartGuide;
  /** Whether the guide line, threshold or quota, is in view however far the values are from it. */
  isGuideKept?: boolean;
};

/** One live chart with its heading and legend, for pages other than Metrics; latencies as p99. */
export const MetricChart = ({
  cluster,
  panelId,
  range,
  title,
  note,
  span,
  threshold,
  isGuideKept,
}: MetricChartProps) => {
  const frame = useMetricsFrame(cluster, range);
  const { data, error, refetch } = usePanels(cluster, [panelId], frame.data);
  const failure = frame.error ?? error;
  const panel = data?.panels[0];
  const declaration = findPanel(panelId);
  const isThere = data !== undefined && panel !== undefined && declaration !== undefined;
  const since = frame.data?.since ?? null;
  // Where no time was chosen, a young history fills the axis.
  const isFixed = typeof range !== 'string';
  return (
    <>
      <CardHeader title={title} note={note}>
        {frame.data === undefined || since === null ? (
          <span className="text-muted text-xs">{span}</span>
        ) : (
          <SinceNote since={since} to={frame.data.data.to} />
        )}
      </CardHeader>
      {isThere ? (
        <PanelChart
          data={data}
          axis={isFixed && frame.data !== undefined ? axisOf(frame.data, data) : undefined}
          since={since}
          panel={panel}
          declaration={declaration}
          choice={{ quantile: 'p99', part: undefined }}
          threshold={threshold}
          isGuideKept={isGuideKept}
        />
      ) : (
        <div className="px-4 pb-4">
          {failure ? (
            <ErrorNotice
              error={failure}
              onRetry={() => void (frame.error ? frame.refetch() : refetch())}
            />
          ) : (
            <Skeleton className="h-46" />
          )}
        </div>
      )}
    </>
  );
};
