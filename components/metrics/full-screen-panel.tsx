'use client';

import { useTranslations } from 'use-intl';
import { type MetricsFrame, usePanels } from '@/lib/api/metrics';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { Dialog } from '../ui/dialog';
import { ErrorNotice } from '../ui/error-notice';
import { Skeleton } from '../ui/skeleton';
import { GuideReason } from './guide-reason';
import type { ChangeView, MetricsView } from './metrics-view';
import { PanelActions } from './panel-actions';
import { PanelBody } from './panel-body';
import { usePanelNote } from './panel-card';

/** A wider chart shows more points. */
const points = 480;

type FullScreenPanelProps = {
  cluster: string;
  frame: MetricsFrame;
  declaration: PanelDeclaration;
  view: MetricsView;
  onView: ChangeView;
};

/** One panel over the whole window. */
export const FullScreenPanel = ({
  cluster,
  frame,
  declaration,
  view,
  onView,
}: FullScreenPanelProps) => {
  const { id } = declaration;
  const words = useTranslations('metrics.panels');
  const note = usePanelNote(declaration, view);
  const { data, error, refetch } = usePanels(cluster, [id], frame, { points });
  const panel = data?.panels[0];
  const title = words(`${id}.title`);
  return (
    <Dialog
      open
      full
      onOpenChange={(open) => {
        if (!open) {
          onView({ full: null });
        }
      }}
      title={title}
      description={`${note}. ${words(`${id}.hint`)}`}
    >
      <div className="flex justify-end">
        <PanelActions
          cluster={cluster}
          declaration={declaration}
          panel={panel}
          title={title}
          view={view}
          onView={onView}
          isFull
        />
      </div>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined || panel === undefined ? (
        <Skeleton className="min-h-46 flex-1" />
      ) : (
        <PanelBody
          cluster={cluster}
          frame={frame}
          data={data}
          panel={panel}
          declaration={declaration}
          view={view}
          onView={onView}
          isTall
        />
      )}
      <GuideReason panel={id} />
    </Dialog>
  );
};
