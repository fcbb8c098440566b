import 'server-only';
import type { Panels } from '@/lib/domain/api/metrics';
import type { PanelId } from '@/lib/domain/metrics/panel-declaration';
import { readClusterPanels } from '../metrics/metrics-source';

/** A time to look at, milliseconds since 1970. */
export type Span = { from: number; to: number };

/** So many points make the whole span one window, which the last point looks back over. */
export const wholeSpan = 2;

const probePoints = 62;

/** Panels over a span. */
export const readSpan = (
  cluster: string,
  panels: readonly PanelId[],
  { from, to }: Span,
  points: number,
): Promise<Panels> =>
  readClusterPanels(cluster, {
    panels: panels.join(','),
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    points,
  });

/** Where a young history begins within a span: a rate needs a sample at its beginning. */
export const beginOf = async (cluster: string, { from, to }: Span): Promise<number> => {
  const probed = await readSpan(cluster, ['cpu'], { from, to }, probePoints);
  const begin = probed.collectedFrom === null ? from : Date.parse(probed.collectedFrom);
  const interval = probed.intervalSeconds * 1_000;
  return begin > from + interval ? Math.min(begin + 2 * interval, to - interval) : from;
};
