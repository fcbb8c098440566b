'use client';

import { useTranslations } from 'use-intl';
import type { Rule } from '@/lib/domain/api/alerts';
import { AppLink } from '../shell/app-link';
import { Card, CardHeader } from '../ui/card';
import { Table, Td, Th } from '../ui/table';
import { useFormat } from '../ui/use-format';
import { groupRules, type RuleGroup } from './rule-groups';
import { RuleState } from './rule-state';
import { SeverityTag } from './severity-tag';
import { limitOf, useRuleTitle, useValueText } from './use-alert-words';

type RulesListProps = { cluster: string; rules: readonly Rule[] };

/** Every rule with its state, by what it watches. */
export const RulesList = ({ cluster, rules }: RulesListProps) => (
  <>
    {groupRules(rules).map((entry) => (
      <GroupCard key={entry.group} cluster={cluster} {...entry} />
    ))}
  </>
);

const GroupCard = ({ cluster, group, rules }: RulesListProps & { group: RuleGroup }) => {
  const t = useTranslations('alerts');
  const title = t(`groups.${group}`);
  return (
    <Card aria-label={title}>
      <CardHeader title={title} note={t('ruleCount', { count: rules.length })} />
      <Table label={title} className="min-w-180 table-fixed">
        <thead>
          <tr>
            <Th>{t('columns.rule')}</Th>
            <Th className="w-24">{t('columns.severity')}</Th>
            <Th className="w-60">{t('columns.state')}</Th>
            <Th className="w-32">{t('columns.threshold')}</Th>
            <Th className="w-28">{t('columns.for')}</Th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <RuleRow key={rule.id} cluster={cluster} rule={rule} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
};

const RuleRow = ({ cluster, rule }: { cluster: string; rule: Rule }) => {
  const t = useTranslations('alerts');
  const ruleTitle = useRuleTitle();
  const valueText = useValueText();
  const { duration } = useFormat();
  const limit = limitOf(rule);
  return (
    <tr className="hover:bg-row-hover">
      <Td className="whitespace-normal!">
        <AppLink
          href={`/clusters/${cluster}/alerts/${rule.id}`}
          className="text-blue hover:underline"
        >
          {ruleTitle(rule.id)}
        </AppLink>
      </Td>
      <Td>
        <SeverityTag severity={rule.severity} />
      </Td>
      <Td className="whitespace-normal!">
        <RuleState rule={rule} />
      </Td>
      <Td className="whitespace-normal!">
        {limit === undefined ? t('noThreshold') : valueText(limit.value, limit.unit)}{' '}
        {isChanged(rule) ? <span className="text-muted">{t('changed')}</span> : null}
      </Td>
      <Td>{rule.forSeconds === 0 ? t('atOnce') : duration(rule.forSeconds)}</Td>
    </tr>
  );
};

const isChanged = ({ thresholds, forSeconds, defaultForSeconds }: Rule): boolean =>
  forSeconds !== defaultForSeconds ||
  thresholds.some(({ value, default: standard }) => value !== standard);
