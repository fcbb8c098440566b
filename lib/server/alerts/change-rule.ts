import 'server-only';
import type { AlertRule } from '@/lib/domain/alerts/alert-rule';
import { type ThresholdProblem, thresholdProblem } from '@/lib/domain/alerts/check-thresholds';
import { findRule } from '@/lib/domain/alerts/rules';
import type { Rule, RuleChange } from '@/lib/domain/api/alerts';
import { AppError } from '@/lib/domain/errors';
import { clusterConnection } from '../etcd/cluster-connections';
import type { RequestContext } from '../http/request-context';
import { readEditedRules, saveEditedRule } from '../store/alert-settings';
import { store } from '../store/store';
import { evaluateNow } from './evaluate-now';
import { listRules } from './list-rules';

/** The thresholds by name. Throws AppError `invalid_input` for one there is not, or given twice. */
const namedThresholds = (
  rule: AlertRule,
  thresholds: RuleChange['thresholds'],
): Record<string, number> => {
  if (new Set(thresholds.map(({ name }) => name)).size < thresholds.length) {
    throw new AppError('invalid_input', { detail: 'A threshold is given twice.' });
  }
  if (thresholds.some(({ name }) => rule.thresholds.every((known) => known.name !== name))) {
    throw new AppError('invalid_input', { detail: 'The rule has no threshold of this name.' });
  }
  return Object.fromEntries(thresholds.map(({ name, value }) => [name, value]));
};

const refusalOf = (found: ThresholdProblem): AppError => {
  const { problem, threshold } = found;
  const { minimum, maximum } = threshold;
  const isOrder = problem === 'order';
  const parameters = {
    problem,
    minimum: String(minimum),
    maximum: String(maximum),
    value: isOrder ? String(found.value) : '',
    rule: isOrder ? found.other.alertName : '',
  };
  const details: Record<ThresholdProblem['problem'], string> = {
    range: `The threshold must be from ${minimum} to ${maximum}.`,
    whole: 'The threshold must be a whole number.',
    order: `The threshold must not pass that of ${parameters.rule}, which is ${parameters.value}: they are steps of the same.`,
  };
  return new AppError('threshold_refused', { detail: details[problem], parameters });
};

/** The thresholds that differ from their defaults, all of them checked against their bounds. */
const checkThresholds = async (
  cluster: string,
  rule: AlertRule,
  thresholds: RuleChange['thresholds'],
): Promise<Record<string, number>> => {
  const named = namedThresholds(rule, thresholds);
  const edited = await readEditedRules(store(), cluster);
  const found = thresholdProblem(rule, named, (other) => edited.get(other)?.thresholds);
  if (found !== undefined) {
    throw refusalOf(found);
  }
  const differs = ([name, value]: [string, number]): boolean =>
    rule.thresholds.every((known) => known.name !== name || known.default !== value);
  return Object.fromEntries(Object.entries(named).filter(differs));
};

/**
 * Sets the thresholds and the duration of a rule for a cluster, and whether it is evaluated.
 * Throws AppError `not_found` for a rule there is not, `invalid_input` for a threshold there is
 * not, `threshold_refused` for one out of its bounds or out of the order of its steps.
 */
export const changeRule = async (
  { identity }: Pick<RequestContext, 'identity'>,
  { cluster, rule: ruleId }: { cluster: string; rule: string },
  { thresholds, forSeconds, enabled, reason }: RuleChange,
): Promise<Rule> => {
  clusterConnection(cluster);
  const rule = findRule(ruleId);
  if (rule === undefined) {
    throw new AppError('not_found', { detail: 'There is no rule of this id.' });
  }
  const checked = await checkThresholds(cluster, rule, thresholds);
  const edited = { thresholds: checked, forSeconds, enabled };
  await saveEditedRule(
    store(),
    { cluster, rule: ruleId },
    { edited, reason, set_by: identity.username, set_at: Date.now() },
  );
  evaluateNow(cluster);
  const { rules } = await listRules(cluster);
  const changed = rules.find(({ id }) => id === ruleId);
  if (changed === undefined) {
    throw new AppError('internal', { detail: 'The rule is not among the rules.' });
  }
  return changed;
};
