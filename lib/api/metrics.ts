'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Heatmap, Panels } from '@/lib/domain/api/metrics';
import {
  type ChosenRange,
  type TimeRange,
  type TimeSpan,
  timeRanges,
} from '@/lib/domain/metrics/time-ranges';
import { request } from './request';
import { useEventStream, useLive } from './use-event-stream';

const usualPoints = 240;
const longestWait = 60_000;
const pollMilliseconds = 15_000;
/** Every scrape asks for another time, so answers that nobody shows are forgotten soon. */
const forgetMilliseconds = 30_000;
/** A panel of one gauge: the least that tells of the history, its marks and its cost. */
const leastPanel = 'proposals-pending';

/** A young history is asked for in detail, but not in less than this. */
const shortestHistory = 2 * 60_000;

/** The time that charts show together, and what is true of all of them: marks, scrapes, source. */
export type MetricsFrame = {
  /** The time that was chosen, which the axis shows. */
  axis: TimeSpan;
  /** The part of it that values are asked for: less, where collecting began within it. */
  span: TimeSpan;
  /** When collecting began, milliseconds since 1970, where that is within the range. */
  since: number | null;
  data: Omit<Panels, 'panels'>;
};

type PanelsRequest = { cluster: string; panelIds: string; points: number; signal: AbortSignal };

const isoSpan = ({ from, to }: TimeSpan) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

const fetchSpan = (
  { cluster, panelIds, points, signal }: PanelsRequest,
  span: TimeSpan,
): Promise<Panels> => {
  const query = new URLSearchParams({
    panels: panelIds,
    ...isoSpan(span),
    points: String(points),
  });
  return request<Panels>(`/api/v1/clusters/${cluster}/metrics?${query}`, { signal });
};

/** Where collecting began within a span; null where it began before it, or has not begun. */
const beginWithin = ({ collectedFrom }: Panels, from: number): number | null => {
  const begun = collectedFrom === null ? 0 : Date.parse(collectedFrom);
  return begun > from ? begun : null;
};

/** Milliseconds between two points; of each such step only the last sample is told. */
const stepOf = ({ panels }: Panels): number => {
  const [first, second] = panels.flatMap(({ series }) => series)[0]?.points ?? [];
  return first === undefined || second === undefined ? 0 : second[0] - first[0];
};

/** Less of an empty beginning than this part of the axis is asked for with the rest. */
const toleratedEmptiness = 0.1;

/** Asks from closer to the beginning of the history until the points are all spent on it. */
const narrow = async (
  wanted: PanelsRequest,
  panels: Panels,
  { from, to }: TimeSpan,
): Promise<Panels> => {
  const begun = beginWithin(panels, from) ?? from;
  const closer = Math.max(from, Math.min(begun - stepOf(panels), to - shortestHistory));
  const span = { from: closer, to };
  return closer - from > (to - from) * toleratedEmptiness
    ? narrow(wanted, await fetchSpan(wanted, span), span)
    : panels;
};

const toFrame = ({ panels, ...data }: Panels, from: number, since: number | null): MetricsFrame => {
  const span = { from: Date.parse(data.from), to: Date.parse(data.to) };
  return { axis: { from, to: span.to }, span, since, data };
};

/** A young history is read in full detail, and not as the last few of the points. */
const fetchMoving = async (
  wanted: PanelsRequest,
  range: TimeRange,
  before: MetricsFrame | undefined,
): Promise<MetricsFrame> => {
  const to = Date.now();
  const from = to - timeRanges[range];
  if (before?.since && before.since > from) {
    const begin = Math.max(from, Math.min(before.since, to - shortestHistory));
    return toFrame(await fetchSpan(wanted, { from: begin, to }), from, before.since);
  }
  const whole = await fetchSpan(wanted, { from, to });
  const panels = await narrow(wanted, whole, { from, to });
  return toFrame(panels, from, panels === whole ? null : beginWithin(panels, from));
};

const fetchFixed = async (wanted: PanelsRequest, span: TimeSpan): Promise<MetricsFrame> => {
  const panels = await narrow(wanted, await fetchSpan(wanted, span), span);
  return toFrame(panels, span.from, beginWithin(panels, span.from));
};

/** Whether the end of a span, or the scrapes of it, may still be to come. */
const isToCome = ({ to }: TimeSpan): boolean => to > Date.now() - pollMilliseconds;

/**
 * The time charts show together. A range that ends now moves on after every round of scrapes; less
 * often where it is so long that a scrape would not be seen in it. Two moments stay as they are,
 * once both have passed.
 */
export const useMetricsFrame = (cluster: string, range: ChosenRange) => {
  const queryClient = useQueryClient();
  const isStreaming = useLive();
  const isMoving = typeof range === 'string';
  const key = ['metrics', cluster, 'frame', range];
  const patience = isMoving ? Math.min(longestWait, timeRanges[range] / 1000) : 0;
  useEventStream(isMoving ? [`metrics:${cluster}`] : [], (event) => {
    const readAt = queryClient.getQueryState(key)?.dataUpdatedAt ?? 0;
    if (event.type === 'metrics' && Date.now() - readAt >= patience) {
      void queryClient.invalidateQueries({ queryKey: key });
    }
  });
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => {
      const wanted = { cluster, panelIds: leastPanel, points: usualPoints, signal };
      return isMoving
        ? fetchMoving(wanted, range, queryClient.getQueryData<MetricsFrame>(key))
        : fetchFixed(wanted, range);
    },
    // Another range of the same cluster stays on screen until the new one is here.
    placeholderData: (previous, query) => (query?.queryKey[1] === cluster ? previous : undefined),
    refetchInterval: () => (isMoving ? !isStreaming : isToCome(range)) && pollMilliseconds,
  });
};

type PanelsOptions = {
  /** Whether they are looked at; those that are not keep what they had. */
  isWanted?: boolean;
  points?: number;
};

/** Panels over the time of a frame; what they showed before stays until they are here. */
export const usePanels = (
  cluster: string,
  panelIds: readonly string[],
  frame: MetricsFrame | undefined,
  { isWanted = true, points = usualPoints }: PanelsOptions = {},
) => {
  const ids = panelIds.join(',');
  const span = frame?.span ?? { from: 0, to: 0 };
  return useQuery({
    queryKey: ['metrics', cluster, 'panels', ids, points, span],
    queryFn: ({ signal }) => fetchSpan({ cluster, panelIds: ids, points, signal }, span),
    enabled: frame !== undefined && isWanted,
    placeholderData: (previous, query) => (query?.queryKey[1] === cluster ? previous : undefined),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: forgetMilliseconds,
    // Thousands of points that are nearly all new: comparing them would find nothing to share.
    structuralSharing: false,
  });
};

const heatmapColumns = 120;

/** How one member's observations are spread over the buckets, over the time of a frame. */
export const useHeatmap = (
  cluster: string,
  panel: string,
  memberId: string,
  frame: MetricsFrame,
  isWanted: boolean,
) => {
  const { span } = frame;
  return useQuery({
    queryKey: ['metrics', cluster, 'heatmap', panel, memberId, span],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({
        panel,
        member: memberId,
        ...isoSpan(span),
        columns: String(heatmapColumns),
      });
      return request<Heatmap>(`/api/v1/clusters/${cluster}/metrics/heatmap?${query}`, { signal });
    },
    enabled: isWanted,
    placeholderData: (previous, query) =>
      query?.queryKey[3] === panel && query.queryKey[4] === memberId ? previous : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: forgetMilliseconds,
  });
};
