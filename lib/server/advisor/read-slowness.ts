import 'server-only';
import type { Known } from '@/lib/domain/advisor/cluster-evidence';
import { causeMeasures } from '@/lib/domain/advisor/slow/measures';
import { rankCauses } from '@/lib/domain/advisor/slow/rank-causes';
import type { PrefixWrites, SlowEvidence } from '@/lib/domain/advisor/slow/slow-evidence';
import { symptoms } from '@/lib/domain/advisor/slow/symptoms';
import type { Slowness } from '@/lib/domain/api/advisor';
import type { Panels } from '@/lib/domain/api/metrics';
import type { PanelId } from '@/lib/domain/metrics/panel-declaration';
import { readOverview } from '../clusters/read-overview';
import { clusterConnection } from '../etcd/cluster-connections';
import { untilAborted } from '../etcd/until-aborted';
import { runningCollectors } from '../watch/change-collectors';
import { busiestPrefixes } from './busiest-prefixes';
import { cached } from './cached';
import { asKnown } from './known';
import { readOwnWork } from './read-own-work';
import { readPeaks } from './read-peaks';
import { beginOf, readSpan, type Span, wholeSpan } from './read-span';

const sharedMilliseconds = 5_000;
const minuteMilliseconds = 60_000;
const hourMilliseconds = 60 * minuteMilliseconds;

const panels = [
  ...new Set<PanelId>([
    ...[...symptoms, ...causeMeasures].map(({ panel }) => panel),
    'client-received',
  ]),
];

/** The whole span as one: its last point looks back to its beginning. */
const panelsOf = async (cluster: string, span: Span): Promise<Panels> =>
  readSpan(cluster, panels, { from: await beginOf(cluster, span), to: span.to }, wholeSpan);

/** Of what is followed anyway, the widest prefix tells most. */
const writesOf = (cluster: string, seconds: number): Known<PrefixWrites[]> => {
  const [widest] = runningCollectors(cluster).toSorted(
    (left, right) => left.prefix.length - right.prefix.length,
  );
  return widest === undefined
    ? { unknown: 'not-asked' }
    : { value: busiestPrefixes(widest, seconds) };
};

/** The whole span as one and its greatest minutes; a young history from its beginning. */
const readNow = async (cluster: string, { from, to }: Span) => {
  const span = { from: await beginOf(cluster, { from, to }), to };
  const [whole, peaks] = await Promise.all([
    readSpan(cluster, panels, span, wholeSpan),
    readPeaks(cluster, span, panels),
  ]);
  return { whole, peaks };
};

const gather = async (cluster: string, minutes: number): Promise<SlowEvidence> => {
  const to = Date.now();
  const from = to - minutes * minuteMilliseconds;
  const [overview, now, before, ownWork] = await Promise.all([
    asKnown(readOverview(cluster)),
    asKnown(readNow(cluster, { from, to })),
    asKnown(panelsOf(cluster, { from: from - hourMilliseconds, to: from })),
    readOwnWork(cluster, { from, to }),
  ]);
  return {
    ...{ from, to, overview, before, ownWork },
    ...('value' in now
      ? { now: { value: now.value.whole }, peaks: now.value.peaks, marks: now.value.whole.marks }
      : { now, peaks: [], marks: [] }),
    writes: writesOf(cluster, minutes * 60),
  };
};

/**
 * Possible causes of slowness over the last minutes, from what was collected and is asked for
 * anyway: asks etcd only for what the overview shows. At most 5 s old. Rejects with `unknown_cluster`.
 */
export const readSlowness = (
  cluster: string,
  minutes: number,
  signal: AbortSignal,
): Promise<Slowness> => {
  const connection = clusterConnection(cluster);
  const slowness = cached(connection, `slow ${minutes}`, sharedMilliseconds, async () => {
    const evidence = await gather(cluster, minutes);
    return { ...rankCauses(evidence), checkedAt: new Date(evidence.to).toISOString() };
  });
  return untilAborted(slowness, signal);
};
