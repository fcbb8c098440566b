'use client';

import { useState } from 'react';
import { useMetricsFrame } from '@/lib/api/metrics';
import { findPanel } from '@/lib/domain/metrics/panels';
import type { ChosenRange, TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { ErrorNotice } from '../ui/error-notice';
import { FullScreenPanel } from './full-screen-panel';
import { MarksList } from './marks-list';
import { MetricsToolbar } from './metrics-toolbar';
import { type ChangeView, chosenRange, type MetricsView, useMetricsView } from './metrics-view';
import { PanelGroup, panelGroups } from './panel-group';
import { RangeProblemNotice } from './range-problem-notice';
import { ScrapeCost } from './scrape-cost';
import { SourceFailureNotice } from './source-failure-notice';

const isSame = (left: TimeSpan, right: TimeSpan): boolean =>
  left.from === right.from && left.to === right.to;

/** Every panel of a cluster over one time, live unless two moments are chosen. */
export const MetricsPage = ({ cluster }: { cluster: string }) => {
  const [view, setView] = useMetricsView();
  // The moments chosen since the page was opened: from those, Back leads to what was shown before.
  const [chosen, setChosen] = useState<readonly TimeSpan[]>([]);
  const changeView: ChangeView = (change) => {
    if (change.from && change.to) {
      setChosen([...chosen, { from: Date.parse(change.from), to: Date.parse(change.to) }]);
    }
    setView(change);
  };
  const asked = chosenRange(view, Date.now());
  if ('problem' in asked) {
    return (
      <>
        <MetricsToolbar
          cluster={cluster}
          frame={undefined}
          chosen={undefined}
          view={view}
          onView={changeView}
          onUndoZoom={undefined}
        />
        <RangeProblemNotice problem={asked.problem} onView={changeView} />
      </>
    );
  }
  const { range } = asked;
  const isUndoable = typeof range !== 'string' && chosen.some((span) => isSame(span, range));
  return (
    <MetricsOfRange
      cluster={cluster}
      range={range}
      view={view}
      onView={changeView}
      onUndoZoom={isUndoable ? () => window.history.back() : undefined}
    />
  );
};

type MetricsOfRangeProps = {
  cluster: string;
  range: ChosenRange;
  view: MetricsView;
  onView: ChangeView;
  onUndoZoom: (() => void) | undefined;
};

const MetricsOfRange = ({ range, ...shared }: MetricsOfRangeProps) => {
  const { cluster, view } = shared;
  const { data: frame, error, refetch } = useMetricsFrame(cluster, range);
  const full = view.full === null ? undefined : findPanel(view.full);
  return (
    <>
      <MetricsToolbar frame={frame} chosen={range} {...shared} />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      <SourceFailureNotice failure={frame?.data.sourceFailure} />
      {panelGroups.map((group) => (
        <PanelGroup
          key={group}
          cluster={cluster}
          group={group}
          frame={frame}
          view={view}
          onView={shared.onView}
        />
      ))}
      {frame === undefined ? null : (
        <>
          <MarksList marks={frame.data.marks.filter(({ kind }) => !view.hide.includes(kind))} />
          <ScrapeCost data={frame.data} />
        </>
      )}
      {full === undefined || frame === undefined ? null : (
        <FullScreenPanel frame={frame} declaration={full} {...shared} />
      )}
    </>
  );
};
