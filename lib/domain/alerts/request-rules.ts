import type { AlertRule, RuleAlert, RuleContext, RuleMember } from './alert-rule';
import { eachMember } from './each-member';
import { seriesIn } from './member-series';
import { percentThreshold } from './percent-threshold';
import { pick, quantilesOf } from './quantile-of';
import { rate } from './range-functions';
import { selector } from './selector';

const handled = 'grpc_server_handled_total';
const handling = 'grpc_server_handling_seconds';
const failedProposals = 'etcd_server_proposals_failed_total';
const minute = 60_000;
const method = ['grpc_service', 'grpc_method'];

/** What upstream counts as the server's own failures. */
const failureCodes = [
  'Unknown',
  'FailedPrecondition',
  'ResourceExhausted',
  'Internal',
  'Unavailable',
  'DataLoss',
  'DeadlineExceeded',
];

type MethodRates = { labels: Readonly<Record<string, string>>; all: number; failed: number };

const ratesByMethod = (member: RuleMember, at: number): MethodRates[] => {
  const span = { from: at - 5 * minute, to: at };
  const methods = new Map<string, MethodRates>();
  for (const { labels, samples } of seriesIn(member, handled, span)) {
    const perSecond = rate(samples, span);
    if (perSecond !== undefined) {
      const kept = pick(labels, method);
      const key = JSON.stringify(kept);
      const rates = methods.get(key) ?? { labels: kept, all: 0, failed: 0 };
      rates.all += perSecond;
      rates.failed += failureCodes.includes(labels.grpc_code ?? '') ? perSecond : 0;
      methods.set(key, rates);
    }
  }
  return [...methods.values()];
};

const failedRequests = ({ members, at, thresholds }: RuleContext): RuleAlert[] =>
  members.flatMap((member) =>
    ratesByMethod(member, at).flatMap(({ labels, all, failed }) => {
      // Nothing asked is no number in PromQL, and so it is here.
      const percent = (100 * failed) / all;
      return percent > (thresholds.percent ?? 0)
        ? [{ memberId: member.memberId, labels, value: percent }]
        : [];
    }),
  );

const failedRequestsRule = (
  severity: 'warning' | 'critical',
  { percent, forSeconds }: { percent: number; forSeconds: number },
): AlertRule => ({
  id: `high-number-of-failed-grpc-requests-${severity}`,
  alertName: 'etcdHighNumberOfFailedGRPCRequests',
  origin: 'mixin',
  severity,
  forSeconds,
  thresholds: [percentThreshold(percent)],
  apart: method,
  ...(severity === 'warning' && {
    higherSteps: ['high-number-of-failed-grpc-requests-critical'],
  }),
  panel: 'rpc-failed-share',
  metrics: [handled],
  promql: (thresholds, matchers) =>
    `100 * sum without (grpc_type, grpc_code) (rate(${selector(handled, matchers, `grpc_code=~"${failureCodes.join('|')}"`)}[5m]))
  /
sum without (grpc_type, grpc_code) (rate(${selector(handled, matchers)}[5m]))
  > ${thresholds.percent}`,
  evaluate: failedRequests,
  words: {
    summary: 'Many requests of a method fail on a member.',
    action: 'Look at the codes: Unavailable is a lost leader, ResourceExhausted a full quota.',
  },
});

/** Rules about requests and what becomes of them. */
export const requestRules: readonly AlertRule[] = [
  failedRequestsRule('warning', { percent: 1, forSeconds: 10 * 60 }),
  failedRequestsRule('critical', { percent: 5, forSeconds: 5 * 60 }),
  {
    id: 'grpc-requests-slow',
    alertName: 'etcdGRPCRequestsSlow',
    origin: 'mixin',
    severity: 'critical',
    forSeconds: 10 * 60,
    thresholds: [
      {
        name: 'seconds',
        default: 0.15,
        unit: 'seconds',
        minimum: 0.0001,
        maximum: 60,
        isWhole: false,
      },
    ],
    apart: method,
    panel: 'request-latency',
    metrics: [`${handling}_bucket`],
    promql: ({ seconds }, matchers) =>
      `histogram_quantile(0.99, sum without (grpc_type) (rate(${selector(`${handling}_bucket`, matchers, 'grpc_method!="Defragment"', 'grpc_type="unary"')}[5m])))
  > ${seconds}`,
    evaluate: ({ members, at, thresholds }) =>
      members.flatMap((member) =>
        quantilesOf(member, {
          histogram: handling,
          quantile: 0.99,
          span: { from: at - 5 * minute, to: at },
          by: method,
          matches: ({ grpc_method, grpc_type }) =>
            grpc_method !== 'Defragment' && grpc_type === 'unary',
        })
          .filter(({ value }) => value > (thresholds.seconds ?? 0))
          .map(({ labels, value }) => ({ memberId: member.memberId, labels, value })),
      ),
    words: {
      summary: 'One in a hundred requests of a method takes too long on a member.',
      action: 'Look at disk, network and heavy ranges on that member at the same time.',
    },
  },
  {
    id: 'high-number-of-failed-proposals',
    alertName: 'etcdHighNumberOfFailedProposals',
    origin: 'mixin',
    severity: 'warning',
    forSeconds: 15 * 60,
    thresholds: [
      {
        name: 'perSecond',
        default: 5,
        unit: 'perSecond',
        minimum: 0.001,
        maximum: 1_000_000,
        isWhole: false,
      },
    ],
    panel: 'proposals-failed',
    metrics: [failedProposals],
    promql: ({ perSecond }, matchers) =>
      `rate(${selector(failedProposals, matchers)}[15m]) > ${perSecond}`,
    evaluate: (context) => {
      const span = { from: context.at - 15 * minute, to: context.at };
      return eachMember(
        context,
        (member) => rate(seriesIn(member, failedProposals, span)[0]?.samples ?? [], span),
        (perSecond) => perSecond > (context.thresholds.perSecond ?? 0),
      );
    },
    words: {
      summary: 'Many proposals of a member fail: writes are lost on the way to consensus.',
      action: 'Check that the cluster keeps a leader and that its quorum answers.',
    },
  },
];
