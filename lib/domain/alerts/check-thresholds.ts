import {
  type AlertRule,
  type ThresholdDeclaration,
  type Thresholds,
  thresholdsOf,
} from './alert-rule';
import { alertRules } from './rules';

/** Why a threshold cannot be set. */
export type ThresholdProblem =
  | { problem: 'range'; threshold: ThresholdDeclaration }
  | { problem: 'whole'; threshold: ThresholdDeclaration }
  /** It passes that of another step of the same fact. */
  | { problem: 'order'; other: AlertRule; value: number; threshold: ThresholdDeclaration };

const badNumber = (
  thresholds: readonly ThresholdDeclaration[],
  set: Thresholds,
): ThresholdProblem | undefined => {
  for (const threshold of thresholds) {
    const value = set[threshold.name] ?? threshold.default;
    if (!(value >= threshold.minimum && value <= threshold.maximum)) {
      return { problem: 'range', threshold };
    }
    if (threshold.isWhole && !Number.isInteger(value)) {
      return { problem: 'whole', threshold };
    }
  }
  return undefined;
};

/** The steps of the same fact, worse ones and others. */
const otherSteps = (rule: AlertRule): AlertRule[] =>
  alertRules.filter(
    (other) =>
      rule.higherSteps?.includes(other.id) === true ||
      other.higherSteps?.includes(rule.id) === true,
  );

/**
 * Why the thresholds of a rule cannot be set so, or undefined: each has its bounds, and the steps
 * of a fact keep the order of their defaults. `editedOf` gives what is set of the other rules.
 */
export const thresholdProblem = (
  rule: AlertRule,
  set: Thresholds,
  editedOf: (rule: string) => Thresholds | undefined,
): ThresholdProblem | undefined => {
  const [threshold] = rule.thresholds;
  const bad = badNumber(rule.thresholds, set);
  if (bad !== undefined || threshold === undefined) {
    return bad;
  }
  const value = set[threshold.name] ?? threshold.default;
  for (const other of otherSteps(rule)) {
    const standard = other.thresholds[0]?.default ?? threshold.default;
    const theirs = thresholdsOf(other, editedOf(other.id))[threshold.name] ?? standard;
    if (Math.sign(value - theirs) * Math.sign(threshold.default - standard) < 0) {
      return { problem: 'order', other, value: theirs, threshold };
    }
  }
  return undefined;
};
