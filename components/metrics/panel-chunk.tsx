'use client';

import { useDeferredValue, useRef } from 'react';
import { type MetricsFrame, usePanels } from '@/lib/api/metrics';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { ErrorNotice } from '../ui/error-notice';
import type { ChangeView, MetricsView } from './metrics-view';
import { PanelCard } from './panel-card';
import { useInSight } from './use-in-sight';

type PanelChunkProps = {
  cluster: string;
  frame: MetricsFrame | undefined;
  panels: readonly PanelDeclaration[];
  view: MetricsView;
  onView: ChangeView;
};

/** A few panels that are asked for together, while one of them is in sight or near. */
export const PanelChunk = ({ cluster, frame, panels, view, onView }: PanelChunkProps) => {
  const element = useRef<HTMLDivElement>(null);
  const isWanted = useInSight(element);
  const ids = panels.map(({ id }) => id);
  const { data: newest, error, refetch } = usePanels(cluster, ids, frame, { isWanted });
  // New values of many charts must not hold up a click or a key.
  const data = useDeferredValue(newest);
  return (
    <>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      <div ref={element} className="grid gap-5 lg:grid-cols-2 xl:grid-cols-3">
        {panels.map((declaration) => (
          <PanelCard
            key={declaration.id}
            cluster={cluster}
            frame={frame}
            data={data}
            declaration={declaration}
            view={view}
            onView={onView}
          />
        ))}
      </div>
    </>
  );
};
