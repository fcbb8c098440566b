import 'server-only';
import type { AlertRule } from '@/lib/domain/alerts/alert-rule';
import { findRule } from '@/lib/domain/alerts/rules';
import type { Rule, RuleChange, Threshold } from '@/lib/domain/api/alerts';
import { AppError } from '@/lib/domain/errors';
import { clusterConnection } from '../etcd/cluster-connections';
import type { RequestContext } from '../http/request-context';
import { saveEditedRule } from '../store/alert-settings';
import { store } from '../store/store';
import { evaluateNow } from './evaluate-now';
import { listRules } from './list-rules';

/** Greater values make no sense in these units. */
const greatest: Partial<Record<Threshold['unit'], number>> = {
  percent: 100,
  ratio: 1,
  days: 3650,
  hours: 8760,
};

/** The thresholds that differ from their defaults, all of them checked. */
const checkThresholds = (
  rule: AlertRule,
  thresholds: RuleChange['thresholds'],
): Record<string, number> => {
  const edited: Record<string, number> = {};
  if (new Set(thresholds.map(({ name }) => name)).size < thresholds.length) {
    throw new AppError('invalid_input', { detail: 'A threshold is given twice.' });
  }
  for (const { name, value } of thresholds) {
    const known = rule.thresholds.find((threshold) => threshold.name === name);
    if (known === undefined) {
      throw new AppError('invalid_input', { detail: 'The rule has no threshold of this name.' });
    }
    if (value > (greatest[known.unit] ?? Number.POSITIVE_INFINITY)) {
      throw new AppError('invalid_input', {
        detail: `The threshold must be at most ${greatest[known.unit]}.`,
      });
    }
    if (value !== known.default) {
      edited[name] = value;
    }
  }
  return edited;
};

/**
 * Sets the thresholds and the duration of a rule for a cluster, and whether it is evaluated.
 * Throws AppError `not_found` for a rule there is not, `invalid_input` for a wrong threshold.
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
  const edited = { thresholds: checkThresholds(rule, thresholds), forSeconds, enabled };
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
