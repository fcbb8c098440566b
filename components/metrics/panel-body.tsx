'use client';

import { useTranslations } from 'use-intl';
import type { MetricsFrame } from '@/lib/api/metrics';
import type { Panel, Panels } from '@/lib/domain/api/metrics';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { axisOf } from './axis-of';
import { type ChangeView, chosenPart, formOf, type MetricsView, toSpan } from './metrics-view';
import { PanelChart } from './panel-chart';
import { PanelHeatmap } from './panel-heatmap';

/** A panel that has its values, and the view it is part of. */
export type PanelBodyProps = {
  cluster: string;
  frame: MetricsFrame;
  data: Panels;
  panel: Panel;
  declaration: PanelDeclaration;
  view: MetricsView;
  onView: ChangeView;
  /** Whether it takes the height it is given instead of a chart's usual one. */
  isTall?: boolean;
};

/** A panel in the form the view has chosen for it: chart, heat map, or the table of either. */
export const PanelBody = (props: PanelBodyProps) => {
  const { frame, data, panel, declaration, view, onView, isTall } = props;
  const t = useTranslations('metrics.heatmap');
  const form = formOf(view, declaration.id);
  const isHeatmap = form === 'heatmap' || form === 'heatmap-table';
  if (isHeatmap && declaration.shape === 'distribution') {
    return <PanelHeatmap {...props} isTable={form === 'heatmap-table'} />;
  }
  return (
    <>
      <PanelChart
        data={data}
        axis={axisOf(frame, data)}
        since={frame.since}
        panel={panel}
        declaration={declaration}
        choice={{ quantile: view.quantile, part: chosenPart(view, declaration.id) }}
        isTable={form === 'table' || form === 'heatmap-table'}
        alone={view.member}
        onAlone={(member) => onView({ member })}
        onZoom={(span) => onView(toSpan(span))}
        hiddenMarks={view.hide}
        isTall={isTall}
      />
      {isHeatmap ? <p className="px-4 pb-3 text-muted text-xs">{t('noHistogram')}</p> : null}
    </>
  );
};
