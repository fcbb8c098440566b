'use client';

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useEffect, useState } from 'react';
import { type PanelId, panelIds } from '@/lib/domain/metrics/panel-declaration';
import {
  type ChosenRange,
  shortestSpan,
  type TimeRange,
  type TimeSpan,
  timeRangeNames,
} from '@/lib/domain/metrics/time-ranges';
import { quantiles } from './chart-lines';
import { parseCustomRange, type RangeProblem } from './parse-custom-range';
import { type MarkKind, markKinds } from './place-marks';

const panelList = parseAsArrayOf(parseAsStringLiteral(panelIds)).withDefault([]);

/** What the metrics page shows, all of it in its address. */
const parsers = {
  /** A range that ends now; `from` and `to`, as they were written, go before it. */
  range: parseAsStringLiteral(timeRangeNames).withDefault('1h'),
  from: parseAsString,
  to: parseAsString,
  quantile: parseAsStringLiteral(quantiles).withDefault('p99'),
  /** The member that is shown alone. */
  member: parseAsString,
  /** Panels shown as a table, and as a heat map. */
  tables: panelList,
  heatmaps: panelList,
  /** The member whose observations the heat maps show. */
  of: parseAsString,
  /** `panel:part` of panels of which one part is shown. */
  parts: parseAsArrayOf(parseAsString).withDefault([]),
  /** The panel that fills the screen. */
  full: parseAsStringLiteral(panelIds),
  /** Kinds of marks that are not drawn. */
  hide: parseAsArrayOf(parseAsStringLiteral(markKinds)).withDefault([]),
};

/** What the metrics page shows. */
export type MetricsView = ReturnType<typeof useQueryStates<typeof parsers>>[0];

/** Changes what is shown. A change of the time is a step that the browser's Back takes back. */
export type ChangeView = (change: Partial<MetricsView>) => void;

/**
 * The view in the page's address, and how to change it. The chart that fills the window stands in
 * the address too, but is no step of the history: Back changes the time, and neither closes the
 * chart nor opens it again.
 */
export const useMetricsView = (): [MetricsView, ChangeView] => {
  const [view, setView] = useQueryStates(parsers);
  const [full, setFull] = useState(view.full);
  useEffect(() => {
    if (view.full !== full) {
      void setView({ full }, { history: 'replace' });
    }
  }, [view.full, full, setView]);
  const changeView: ChangeView = (change) => {
    if (change.full !== undefined) {
      setFull(change.full);
    }
    const isStep = 'range' in change || 'from' in change;
    void setView(change, { history: isStep ? 'push' : 'replace' });
  };
  return [{ ...view, full }, changeView];
};

/**
 * The time that is chosen: two moments, or a range that ends now; or why the moments of the address
 * cannot be shown. A span keeps the end it was given, also one that is to come.
 */
export const chosenRange = (
  { range, from, to }: Pick<MetricsView, 'range' | 'from' | 'to'>,
  now: number,
): { range: ChosenRange } | { problem: RangeProblem } => {
  if (from === null && to === null) {
    return { range };
  }
  const parsed = parseCustomRange(from ?? '', to ?? '', now);
  return 'problem' in parsed
    ? parsed
    : { range: { from: parsed.span.from, to: Date.parse(to ?? '') } };
};

/** The change that chooses two moments; an end that is to come is now, and no span is too short. */
export const toSpan = (
  { from, to }: TimeSpan,
  now: number = Date.now(),
): { from: string; to: string } => {
  const end = Math.min(to, now);
  return {
    from: new Date(Math.min(from, end - shortestSpan)).toISOString(),
    to: new Date(end).toISOString(),
  };
};

/** The change that chooses a range which ends now. */
export const toRange = (range: TimeRange): Partial<MetricsView> => ({
  range,
  from: null,
  to: null,
});

/** The part of a panel that is chosen, if one is. */
export const chosenPart = ({ parts }: MetricsView, panel: string): string | undefined =>
  parts.find((entry) => entry.startsWith(`${panel}:`))?.slice(panel.length + 1);

/** The change that chooses a part of a panel, or all of them. */
export const toPart = (
  { parts }: MetricsView,
  panel: string,
  part: string | undefined,
): Partial<MetricsView> => {
  const others = parts.filter((entry) => !entry.startsWith(`${panel}:`));
  return { parts: part === undefined ? others : [...others, `${panel}:${part}`] };
};

/** How a panel is shown. */
export type PanelForm = 'chart' | 'table' | 'heatmap' | 'heatmap-table';

/** How a panel is shown in this view. */
export const formOf = ({ tables, heatmaps }: MetricsView, panel: PanelId): PanelForm => {
  const isTable = tables.includes(panel);
  if (heatmaps.includes(panel)) {
    return isTable ? 'heatmap-table' : 'heatmap';
  }
  return isTable ? 'table' : 'chart';
};

const toggled = <Entry>(list: readonly Entry[], entry: Entry): Entry[] =>
  list.includes(entry) ? list.filter((other) => other !== entry) : [...list, entry];

/** The change between chart and table. */
export const toggleTable = ({ tables }: MetricsView, panel: PanelId): Partial<MetricsView> => ({
  tables: toggled(tables, panel),
});

/** The change between lines and heat map. */
export const toggleHeatmap = ({ heatmaps }: MetricsView, panel: PanelId): Partial<MetricsView> => ({
  heatmaps: toggled(heatmaps, panel),
});

/** The change that draws or hides a kind of marks. */
export const toggleMarks = ({ hide }: MetricsView, kind: MarkKind): Partial<MetricsView> => ({
  hide: toggled(hide, kind),
});
