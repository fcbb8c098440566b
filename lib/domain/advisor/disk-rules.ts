import type { Evidence, Severity } from '../api/advisor';
import type { PanelId } from '../metrics/panel-declaration';
import { greatest, type Reading, readingsOf } from './readings';
import { fine, type Judgement, type Rule, seconds, unknownFor } from './rule';

/** A latency's limits: what etcd recommends, and where etcd's own alert rules warn. */
type Limits = { guide: number; severe: number };

/**
 * Guides: etcd's FAQ, p99 of WAL fsync below 10 ms and of backend commit below 25 ms. Severe: the
 * alerts etcdHighFsyncDurations and etcdHighCommitDurations of etcd's mixin.
 */
const fsyncLimits: Limits = { guide: 0.01, severe: 0.5 };
const commitLimits: Limits = { guide: 0.025, severe: 0.25 };

/** A quantile is only known to lie in its bucket: where that spans the guide, nobody can tell. */
const severityOf = ({ lower }: Reading, { guide, severe }: Limits): Severity => {
  if (lower >= severe) {
    return 'critical';
  }
  return lower >= guide ? 'warning' : 'info';
};

const mayExceed = ({ value, upper }: Reading, { guide }: Limits): boolean =>
  value > guide && (upper === null || upper > guide);

/** The bounds of a quantile's bucket, for a sentence. */
export const intervalEvidence = (code: string, reading: Reading): Evidence => {
  const { memberName: member, lower, upper } = reading;
  return upper === null
    ? { code: `${code}-above`, parameters: { member, lower: seconds(lower) } }
    : { code, parameters: { member, lower: seconds(lower), upper: seconds(upper) } };
};

const spansAbove = ({ memberName, history }: Reading, { guide }: Limits): Evidence[] => {
  const above = history.filter(({ value }) => value > guide).length;
  return above === 0 || history.length < 2
    ? []
    : [
        {
          code: 'spans-above',
          parameters: { member: memberName, above, spans: history.length, guide: seconds(guide) },
        },
      ];
};

const order: readonly Severity[] = ['critical', 'warning', 'info'];

const judgeLatency = (
  { found, missing, reason }: ReturnType<typeof readingsOf>,
  panel: PanelId,
  limits: Limits,
): Judgement => {
  const slow = found.filter((reading) => mayExceed(reading, limits));
  const worst = greatest(slow);
  const unknown =
    missing.length > 0 || found.length === 0 ? unknownFor(reason, missing).unknown : undefined;
  if (worst === undefined) {
    return unknown === undefined ? fine : { unknown };
  }
  const severities = slow.map((reading) => severityOf(reading, limits));
  const severity = order.find((candidate) => severities.includes(candidate)) ?? 'info';
  return {
    finding: {
      severity,
      parameters: {
        member: worst.memberName,
        guide: seconds(limits.guide),
        certain: severity === 'info' ? 'no' : 'yes',
      },
      evidence: slow.flatMap((reading) => [
        intervalEvidence('p99', reading),
        ...spansAbove(reading, limits),
      ]),
      commands: [],
      link: { page: 'metrics', query: `full=${panel}` },
    },
    ...(unknown === undefined ? {} : { unknown }),
  };
};

/** Fio as etcd's documentation runs it: writes of etcd's size, each followed by fdatasync. */
const measureDisk =
  'mkdir -p /var/lib/etcd-disk-test && fio --rw=write --ioengine=sync --fdatasync=1 --size=22m --bs=2300 --name=etcd --directory=/var/lib/etcd-disk-test';

/** Whether the disks are fast enough for etcd. */
export const diskRules: readonly Rule[] = [
  {
    id: 'fsync-slow',
    judge: ({ recent }) => {
      const readings = readingsOf(recent, 'wal-fsync', 'p99');
      const judged = judgeLatency(readings, 'wal-fsync', fsyncLimits);
      return judged.finding === undefined
        ? judged
        : { ...judged, finding: { ...judged.finding, commands: [measureDisk] } };
    },
  },
  {
    id: 'commit-slow',
    judge: ({ recent }) =>
      judgeLatency(readingsOf(recent, 'backend-commit', 'p99'), 'backend-commit', commitLimits),
  },
];
