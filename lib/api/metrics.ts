'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Panels } from '@/lib/domain/api/metrics';
import { type TimeRange, timeRanges } from '@/lib/domain/metrics/time-ranges';
import { request } from './request';
import { useEventStream, useLive } from './use-event-stream';

const points = 240;
const longestWait = 60_000;
const pollMilliseconds = 15_000;

/** A shorter time axis than this would stretch a handful of samples over a whole chart. */
const shortestSpan = 2 * 60_000;

/** Panels over a range or, where they were collected for less than that, over that time. */
export type ShownPanels = Panels & {
  /** When collecting began, milliseconds since 1970, where that is within the range. */
  since: number | null;
};

type PanelsRequest = { cluster: string; panelIds: string; signal: AbortSignal };

const fetchSpan = (
  { cluster, panelIds, signal }: PanelsRequest,
  from: number,
  to: number,
): Promise<Panels> => {
  const query = new URLSearchParams({
    panels: panelIds,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
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

/** Less of an empty beginning than this part of the axis is left as it is. */
const toleratedEmptiness = 0.1;

/** Asks for panels from closer to the beginning of their history until that fills the axis. */
const narrow = async (
  wanted: PanelsRequest,
  panels: Panels,
  [from, to]: readonly [number, number],
): Promise<Panels> => {
  const begun = beginWithin(panels, from) ?? from;
  const closer = Math.max(from, Math.min(begun - stepOf(panels), to - shortestSpan));
  return closer - from > (to - from) * toleratedEmptiness
    ? narrow(wanted, await fetchSpan(wanted, closer, to), [closer, to])
    : panels;
};

/**
 * A young history is asked for from its beginning, so that it fills the chart, in its full detail,
 * instead of its last few pixels.
 */
const fetchRange = async (
  wanted: PanelsRequest,
  range: TimeRange,
  before: ShownPanels | undefined,
): Promise<ShownPanels> => {
  const to = Date.now();
  const from = to - timeRanges[range];
  if (before?.since && before.since > from) {
    const begin = Math.max(from, Math.min(before.since, to - shortestSpan));
    return { ...(await fetchSpan(wanted, begin, to)), since: before.since };
  }
  const whole = await fetchSpan(wanted, from, to);
  const panels = await narrow(wanted, whole, [from, to]);
  return { ...panels, since: panels === whole ? null : beginWithin(panels, from) };
};

/**
 * Panels of a cluster over a range that ends now, read again after every round of scrapes; less
 * often where the range is so long that a scrape would not be seen in it.
 */
export const usePanels = (cluster: string, panelIds: readonly string[], range: TimeRange) => {
  const queryClient = useQueryClient();
  const isLive = useLive();
  const ids = panelIds.join(',');
  const key = ['metrics', cluster, ids, range];
  const patience = Math.min(longestWait, timeRanges[range] / 1000);
  useEventStream([`metrics:${cluster}`], (event) => {
    const readAt = queryClient.getQueryState(key)?.dataUpdatedAt ?? 0;
    if (event.type === 'metrics' && Date.now() - readAt >= patience) {
      void queryClient.invalidateQueries({ queryKey: key });
    }
  });
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      fetchRange(
        { cluster, panelIds: ids, signal },
        range,
        queryClient.getQueryData<ShownPanels>(key),
      ),
    // Another range of the same cluster stays on screen until the new one is here.
    placeholderData: (previous, query) => (query?.queryKey[1] === cluster ? previous : undefined),
    refetchInterval: isLive ? false : pollMilliseconds,
  });
};
