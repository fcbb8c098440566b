/** What was measured, as far as the verdict needs it. Times are seconds. */
export type Measured = {
  completed: number;
  failed: number;
  /** Puts that were answered in a second, over the whole time. */
  throughput: number;
  slowest: number;
  deviation: number;
  /** Share of the time in which this process was busy, 0 to 1. */
  processBusy: number;
};

/** One rule of the verdict with its numbers; `unsure` where this process may be to blame. */
export type Finding = {
  rule: 'errors' | 'throughput' | 'slowest' | 'deviation';
  outcome: 'pass' | 'fail' | 'unsure';
  value: number;
  limit: number;
};

/** The verdict of a check; `inconclusive` where this process was the limit and not etcd. */
export type Verdict = 'pass' | 'fail' | 'inconclusive';

/**
 * The rules of `etcdctl check perf` (etcd, etcdctl/ctlv3/command/check.go): no error, more than
 * 90 % of the wanted puts a second, no request above 500 ms, a standard deviation up to 100 ms.
 */
export const checkLimits = {
  throughputShare: 0.9,
  slowestSeconds: 0.5,
  deviationSeconds: 0.1,
} as const;

/** Above this share of the time, answers wait for this process and not for etcd. */
const busyLimit = 0.8;

/** Judges a check. What this process may have caused itself does not count as a failure of etcd. */
export const judgeCheck = (
  measured: Measured,
  rate: number,
): { verdict: Verdict; findings: Finding[] } => {
  const blame = measured.processBusy > busyLimit ? 'unsure' : 'fail';
  const wanted = rate * checkLimits.throughputShare;
  const findings: Finding[] = [
    {
      rule: 'errors',
      outcome: measured.failed > 0 ? 'fail' : 'pass',
      value: measured.failed,
      limit: 0,
    },
    {
      rule: 'throughput',
      outcome: measured.throughput > wanted ? 'pass' : blame,
      value: measured.throughput,
      limit: wanted,
    },
    {
      rule: 'slowest',
      outcome: measured.slowest <= checkLimits.slowestSeconds ? 'pass' : blame,
      value: measured.slowest,
      limit: checkLimits.slowestSeconds,
    },
    {
      rule: 'deviation',
      outcome: measured.deviation <= checkLimits.deviationSeconds ? 'pass' : blame,
      value: measured.deviation,
      limit: checkLimits.deviationSeconds,
    },
  ];
  const outcomes = findings.map(({ outcome }) => outcome);
  const verdict = outcomes.includes('fail')
    ? 'fail'
    : outcomes.includes('unsure')
      ? 'inconclusive'
      : 'pass';
  return { verdict, findings };
};
