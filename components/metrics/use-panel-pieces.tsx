'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { MetricsFrame } from '@/lib/api/metrics';
import type { Panels } from '@/lib/domain/api/metrics';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { Skeleton } from '../ui/skeleton';
import { GuideReason } from './guide-reason';
import { type ChangeView, formOf, type MetricsView } from './metrics-view';
import { PanelActions } from './panel-actions';
import { PanelBody } from './panel-body';

/** A panel of the page, with its values or while they are still to come. */
export type PanelPiecesProps = {
  cluster: string;
  frame: MetricsFrame | undefined;
  data: Panels | undefined;
  declaration: PanelDeclaration;
  view: MetricsView;
  onView: ChangeView;
  /** Whether it fills the window. */
  isFull: boolean;
};

/** The words of a panel, what can be done with it, and what it shows. */
export type PanelPieces = {
  title: string;
  /** The smaller words beside the title: what its lines are. */
  note: string;
  hint: string;
  actions: ReactNode;
  content: ReactNode;
};

const usePanelNote = (declaration: PanelDeclaration, view: MetricsView): string => {
  const t = useTranslations('metrics');
  const note = useTranslations('metrics.panels')(`${declaration.id}.note`);
  if (declaration.shape !== 'distribution') {
    return note;
  }
  return formOf(view, declaration.id).startsWith('heatmap')
    ? t('heatmap.note')
    : t('quantileNote', { quantile: t(`quantiles.${view.quantile}`), note });
};

/** The pieces of a panel, which its card and the full screen put together each in their way. */
export const usePanelPieces = ({ isFull, ...props }: PanelPiecesProps): PanelPieces => {
  const { cluster, frame, data, declaration, view, onView } = props;
  const words = useTranslations('metrics.panels');
  const { id } = declaration;
  const title = words(`${id}.title`);
  const panel = data?.panels.find((each) => each.id === id);
  return {
    title,
    note: usePanelNote(declaration, view),
    hint: words(`${id}.hint`),
    actions: (
      <PanelActions
        cluster={cluster}
        declaration={declaration}
        panel={panel}
        title={title}
        view={view}
        onView={onView}
        isFull={isFull}
      />
    ),
    content: (
      <>
        {frame === undefined || data === undefined || panel === undefined ? (
          <Skeleton className={isFull ? 'min-h-46 flex-1' : 'mx-4 mb-4 h-50'} />
        ) : (
          <PanelBody {...props} frame={frame} data={data} panel={panel} isTall={isFull} />
        )}
        <GuideReason panel={id} />
      </>
    ),
  };
};
