'use client';

import { useState } from 'react';
import { useMetricsFrame } from '@/lib/api/metrics';
import { findPanel } from '@/lib/domain/metrics/panels';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { ErrorNotice } from '../ui/error-notice';
import { FullScreenPanel } from './full-screen-panel';
import { MarksList } from './marks-list';
import { MetricsToolbar } from './metrics-toolbar';
import { type ChangeView, chosenRange, useMetricsView } from './metrics-view';
import { PanelGroup, panelGroups } from './panel-group';
import { ScrapeCost } from './scrape-cost';

const isSame = (left: TimeSpan, right: TimeSpan): boolean =>
  left.from === right.from && left.to === right.to;

/** Every panel of a cluster over one time, live unless two moments are chosen. */
export const MetricsPage = ({ cluster }: { cluster: string }) => {
  const [view, setView] = useMetricsView();
  const range = chosenRange(view);
  const { data: frame, error, refetch } = useMetricsFrame(cluster, range);
  // The moments chosen since the page was opened: from those, Back leads to what was shown before.
  const [chosen, setChosen] = useState<readonly TimeSpan[]>([]);
  const changeView: ChangeView = (change) => {
    if (change.from && change.to) {
      setChosen([...chosen, { from: change.from.getTime(), to: change.to.getTime() }]);
    }
    setView(change);
  };
  const isUndoable = typeof range !== 'string' && chosen.some((span) => isSame(span, range));
  const undoZoom = isUndoable ? () => window.history.back() : undefined;
  const full = view.full === null ? undefined : findPanel(view.full);
  return (
    <>
      <MetricsToolbar
        cluster={cluster}
        frame={frame}
        view={view}
        onView={changeView}
        onUndoZoom={undoZoom}
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {panelGroups.map((group) => (
        <PanelGroup
          key={group}
          cluster={cluster}
          group={group}
          frame={frame}
          view={view}
          onView={changeView}
        />
      ))}
      {frame === undefined ? null : (
        <>
          <MarksList marks={frame.data.marks.filter(({ kind }) => !view.hide.includes(kind))} />
          <ScrapeCost data={frame.data} />
        </>
      )}
      {full === undefined || frame === undefined ? null : (
        <FullScreenPanel
          cluster={cluster}
          frame={frame}
          declaration={full}
          view={view}
          onView={changeView}
          onUndoZoom={undoZoom}
        />
      )}
    </>
  );
};
