'use client';

import { useTranslations } from 'use-intl';
import type { MetricsFrame } from '@/lib/api/metrics';
import type { Panels } from '@/lib/domain/api/metrics';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { Card } from '../ui/card';
import { Skeleton } from '../ui/skeleton';
import { GuideReason } from './guide-reason';
import { type ChangeView, formOf, type MetricsView } from './metrics-view';
import { PanelActions } from './panel-actions';
import { PanelBody } from './panel-body';

type PanelCardProps = {
  cluster: string;
  frame: MetricsFrame | undefined;
  data: Panels | undefined;
  declaration: PanelDeclaration;
  view: MetricsView;
  onView: ChangeView;
};

/** The smaller words beside a panel's title: what its lines are. */
export const usePanelNote = (declaration: PanelDeclaration, view: MetricsView): string => {
  const t = useTranslations('metrics');
  const note = useTranslations('metrics.panels')(`${declaration.id}.note`);
  if (declaration.shape !== 'distribution') {
    return note;
  }
  return formOf(view, declaration.id).startsWith('heatmap')
    ? t('heatmap.note')
    : t('quantileNote', { quantile: t(`quantiles.${view.quantile}`), note });
};

/** A panel in its card: title, what it means, chart or table. */
export const PanelCard = ({ cluster, frame, data, declaration, view, onView }: PanelCardProps) => {
  const words = useTranslations('metrics.panels');
  const { id } = declaration;
  const title = words(`${id}.title`);
  const note = usePanelNote(declaration, view);
  const panel = data?.panels.find((each) => each.id === id);
  return (
    <Card id={id} aria-labelledby={`${id}-title`} className="scroll-mt-26">
      <div className="flex min-h-11 items-start gap-2 px-4 py-2">
        <div className="min-w-0 flex-1">
          <h3 id={`${id}-title`} title={words(`${id}.hint`)} className="font-semibold text-md">
            {title}
          </h3>
          <p className="text-muted text-xs">{note}</p>
          <p className="sr-only">{words(`${id}.hint`)}</p>
        </div>
        <PanelActions
          cluster={cluster}
          declaration={declaration}
          panel={panel}
          title={title}
          view={view}
          onView={onView}
          isFull={false}
        />
      </div>
      {frame === undefined || data === undefined || panel === undefined ? (
        <Skeleton className="mx-4 mb-4 h-50" />
      ) : (
        <PanelBody
          cluster={cluster}
          frame={frame}
          data={data}
          panel={panel}
          declaration={declaration}
          view={view}
          onView={onView}
        />
      )}
      <GuideReason panel={id} />
    </Card>
  );
};
