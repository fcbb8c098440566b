import type { AlertRule, RuleContext, RuleMember } from './alert-rule';
import { eachMember } from './each-member';
import { lastValue, seriesIn, valueNow } from './member-series';
import { percentThreshold } from './percent-threshold';
import { predictLinear } from './range-functions';
import { selector } from './selector';

const size = 'etcd_mvcc_db_total_size_in_bytes';
const sizeInUse = 'etcd_mvcc_db_total_size_in_use_in_bytes';
const quota = 'etcd_server_quota_backend_bytes';
const hourMilliseconds = 3_600_000;

/** How far back the growth of a database is looked at. */
export const growthMilliseconds = 4 * hourMilliseconds;

/** The series whose growth is looked at over hours, and that of its limit. */
export const growthMetrics: readonly string[] = [size, quota];

const quotaPercent = (member: RuleMember, at: number): number | undefined => {
  const used = lastValue(member, size, at);
  const allowed = lastValue(member, quota, at);
  return used === undefined || allowed === undefined ? undefined : (used / allowed) * 100;
};

const quotaRule = (
  rule: Pick<AlertRule, 'id' | 'alertName' | 'origin' | 'severity' | 'higherSteps'> & {
    percent: number;
  },
): AlertRule => {
  const { percent, ...named } = rule;
  return {
    ...named,
    forSeconds: 10 * 60,
    thresholds: [percentThreshold(percent)],
    panel: 'quota-use',
    metrics: [size, quota],
    promql: (thresholds, matchers) =>
      `(last_over_time(${selector(size, matchers)}[5m]) / last_over_time(${selector(quota, matchers)}[5m])) * 100 > ${thresholds.percent}`,
    evaluate: (context) =>
      eachMember(
        context,
        (member) => quotaPercent(member, context.at),
        (used) => used > (context.thresholds.percent ?? 0),
      ),
    words: {
      summary: 'The database of a member fills its quota; once it is full, etcd refuses writes.',
      action: 'Find what grows, compact and defragment, or raise --quota-backend-bytes.',
    },
  };
};

const predicted = (member: RuleMember, { at, thresholds }: RuleContext): number | undefined =>
  predictLinear(
    seriesIn(member, size, { from: at - growthMilliseconds, to: at })[0]?.samples ?? [],
    { at, seconds: (thresholds.hours ?? 0) * 3600 },
  );

/** Rules about the size of the database. */
export const databaseRules: readonly AlertRule[] = [
  quotaRule({
    id: 'database-quota-low-space',
    alertName: 'etcdDatabaseQuotaLowSpace',
    origin: 'mixin',
    severity: 'critical',
    percent: 95,
  }),
  quotaRule({
    id: 'quota-use-85',
    alertName: 'etcdscopeQuotaUse85',
    origin: 'etcdscope',
    severity: 'critical',
    higherSteps: ['database-quota-low-space'],
    percent: 85,
  }),
  quotaRule({
    id: 'quota-use-75',
    alertName: 'etcdscopeQuotaUse75',
    origin: 'etcdscope',
    severity: 'warning',
    higherSteps: ['database-quota-low-space', 'quota-use-85'],
    percent: 75,
  }),
  quotaRule({
    id: 'quota-use-65',
    alertName: 'etcdscopeQuotaUse65',
    origin: 'etcdscope',
    severity: 'info',
    higherSteps: ['database-quota-low-space', 'quota-use-85', 'quota-use-75'],
    percent: 65,
  }),
  {
    id: 'excessive-database-growth',
    alertName: 'etcdExcessiveDatabaseGrowth',
    origin: 'mixin',
    severity: 'warning',
    forSeconds: 10 * 60,
    thresholds: [
      { name: 'hours', default: 4, unit: 'hours', minimum: 0.1, maximum: 8760, isWhole: false },
    ],
    valueUnit: 'bytes',
    windowSeconds: growthMilliseconds / 1000,
    panel: 'database-size',
    metrics: [size, quota],
    promql: ({ hours }, matchers) =>
      `predict_linear(${selector(size, matchers)}[4h], ${hours} * 3600) > ${selector(quota, matchers)}`,
    evaluate: (context) =>
      context.members.flatMap((member) => {
        const value = predicted(member, context);
        const allowed = valueNow(member, quota, context.at);
        return value !== undefined && allowed !== undefined && value > allowed
          ? [{ memberId: member.memberId, labels: {}, value }]
          : [];
      }),
    words: {
      summary: 'The database of a member grows so fast that it will soon pass its quota.',
      action: 'Find what writes so much, and compact and defragment before the quota is reached.',
    },
  },
  {
    id: 'database-high-fragmentation-ratio',
    alertName: 'etcdDatabaseHighFragmentationRatio',
    origin: 'mixin',
    severity: 'warning',
    forSeconds: 10 * 60,
    thresholds: [
      { name: 'ratio', default: 0.5, unit: 'ratio', minimum: 0.01, maximum: 0.99, isWhole: false },
      {
        name: 'bytes',
        default: 104_857_600,
        unit: 'bytes',
        minimum: 0,
        maximum: 1_099_511_627_776,
        isWhole: true,
      },
    ],
    panel: 'fragmentation',
    metrics: [size, sizeInUse],
    promql: ({ ratio, bytes }, matchers) =>
      `(last_over_time(${selector(sizeInUse, matchers)}[5m]) / last_over_time(${selector(size, matchers)}[5m])) < ${ratio}
  and ${selector(sizeInUse, matchers)} > ${bytes}`,
    evaluate: (context) => {
      const { at, thresholds } = context;
      return context.members.flatMap((member) => {
        const inUse = lastValue(member, sizeInUse, at);
        const total = lastValue(member, size, at);
        const usedNow = valueNow(member, sizeInUse, at);
        const value = inUse === undefined || total === undefined ? Number.NaN : inUse / total;
        return value < (thresholds.ratio ?? 0) && (usedNow ?? 0) > (thresholds.bytes ?? 0)
          ? [{ memberId: member.memberId, labels: {}, value }]
          : [];
      });
    },
    words: {
      summary: 'Less than half of the database file of a member is in use.',
      action: 'Defragment its members one by one, the leader last, while it is quiet.',
    },
  },
];
