import 'server-only';
import { peakWindows } from '@/lib/domain/advisor/slow/peak-windows';
import type { PeakWindow } from '@/lib/domain/advisor/slow/slow-evidence';
import type { PanelId } from '@/lib/domain/metrics/panel-declaration';
import { configuration } from '../config/load-configuration';
import { readSpan, type Span, wholeSpan } from './read-span';

const minuteMilliseconds = 60_000;

/** The ends of the time look to where they are, not at a whole step. */
const pointsAtEnds = 2;

/** The minutes of a span in which a number that counts was greatest; none of a span of a minute. */
export const readPeaks = async (
  cluster: string,
  span: Span,
  panels: readonly PanelId[],
): Promise<PeakWindow[]> => {
  // A rate needs two samples, and the half of a window as well.
  const width = Math.max(minuteMilliseconds, 4_000 * configuration().scrapeIntervalSeconds);
  if (span.to - span.from < 2 * width) {
    return [];
  }
  const points = Math.ceil((span.to - span.from) / (width / 2)) + pointsAtEnds;
  const steps = await readSpan(cluster, panels, span, points);
  return Promise.all(
    peakWindows(steps, width).map(async ({ panels: peaking, ...within }) => ({
      ...within,
      panels: await readSpan(cluster, peaking, within, wholeSpan),
    })),
  );
};
