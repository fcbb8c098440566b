import type { RuleAlert } from './alert-rule';

/** An alert of one rule that has begun and not ended; times in milliseconds since 1970. */
export type LiveAlert = RuleAlert & {
  activeAt: number;
  /** Null until it has held for long enough. */
  firedAt: number | null;
};

/** What an evaluation changed. */
export type AlertStep<Live extends LiveAlert> = {
  /** Those that go on, with their new values; `firedAt` is set where one fires now. */
  going: (Live | LiveAlert)[];
  /** Those that had fired, and whose condition holds no more. */
  resolved: Live[];
  /** Those that never fired, and whose condition holds no more. */
  dropped: Live[];
};

/** What tells the alerts of a rule apart, whatever the order of the labels. */
const alertIdentity = ({ memberId, labels }: Pick<RuleAlert, 'memberId' | 'labels'>): string =>
  JSON.stringify([
    memberId,
    Object.entries(labels).toSorted(([left], [right]) => left.localeCompare(right)),
  ]);

/**
 * Takes the alerts of a rule one evaluation further, as Prometheus does (rules/alerting.go, Eval):
 * a condition is pending from its first hold, fires once it has held for the time, and ends with
 * the first evaluation in which it does not hold.
 */
export const advanceAlerts = <Live extends LiveAlert>(
  live: readonly Live[],
  holding: readonly RuleAlert[],
  { at, forMilliseconds }: { at: number; forMilliseconds: number },
): AlertStep<Live> => {
  const known = new Map(live.map((alert) => [alertIdentity(alert), alert]));
  const distinct = new Map(holding.map((alert) => [alertIdentity(alert), alert]));
  const going = [...distinct.values()].map((alert) => {
    const before = known.get(alertIdentity(alert));
    known.delete(alertIdentity(alert));
    // A clock that was set back must not keep an alert pending until it has caught up.
    const activeAt = Math.min(before?.activeAt ?? at, at);
    const firedAt = before?.firedAt ?? null;
    const fires = firedAt === null && at - activeAt >= forMilliseconds;
    return { ...before, ...alert, activeAt, firedAt: fires ? at : firedAt };
  });
  const ended = [...known.values()];
  return {
    going,
    resolved: ended.filter(({ firedAt }) => firedAt !== null),
    dropped: ended.filter(({ firedAt }) => firedAt === null),
  };
};
