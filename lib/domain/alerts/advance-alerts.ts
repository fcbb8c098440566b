import { alertIdentity } from './alert-identity';
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

/** When a rule is evaluated, how long it must hold, and which labels tell its alerts apart. */
export type AdvanceOptions = {
  at: number;
  forMilliseconds: number;
  /** Every label where absent. */
  apart?: readonly string[] | undefined;
};

/**
 * Takes the alerts of a rule one evaluation further, as Prometheus does (rules/alerting.go, Eval):
 * a condition is pending from its first hold, fires once it has held for the time, and ends with
 * the first evaluation in which it does not hold. One that goes on keeps the labels it began with:
 * they are what receivers know it by, and another source may name others.
 */
export const advanceAlerts = <Live extends LiveAlert>(
  live: readonly Live[],
  holding: readonly RuleAlert[],
  { at, forMilliseconds, apart }: AdvanceOptions,
): AlertStep<Live> => {
  const known = new Map(live.map((alert) => [alertIdentity(alert, apart), alert]));
  const distinct = new Map(holding.map((alert) => [alertIdentity(alert, apart), alert]));
  const going = [...distinct].map(([identity, alert]) => {
    const before = known.get(identity);
    known.delete(identity);
    const labels = before?.labels ?? alert.labels;
    // A clock that was set back must not keep an alert pending until it has caught up.
    const activeAt = Math.min(before?.activeAt ?? at, at);
    const firedAt = before?.firedAt ?? null;
    const fires = firedAt === null && at - activeAt >= forMilliseconds;
    return { ...before, ...alert, labels, activeAt, firedAt: fires ? at : firedAt };
  });
  const ended = [...known.values()];
  return {
    going,
    resolved: ended.filter(({ firedAt }) => firedAt !== null),
    dropped: ended.filter(({ firedAt }) => firedAt === null),
  };
};
