'use client';

import { useTranslations } from 'use-intl';
import type { Rule } from '@/lib/domain/api/alerts';
import { Card, CardHeader } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { Table, Td, Th } from '../ui/table';
import { AlertPlace } from './alert-place';
import { useFactName, useValueText } from './use-alert-words';

/** What there is at present of what a rule without a chart is about: the proof of its alerts. */
export const RuleFacts = ({ rule }: { rule: Rule }) => {
  const t = useTranslations('alerts');
  const factName = useFactName();
  const title = t('facts.title');
  return (
    <Card aria-label={title}>
      <CardHeader title={title} />
      {rule.measured.length === 0 ? (
        <EmptyState title={t('facts.unknown')}>{t('facts.unknownHint')}</EmptyState>
      ) : (
        <Table label={title}>
          <thead>
            <tr>
              <Th>{t('columns.member')}</Th>
              <Th>{factName(rule.id)}</Th>
            </tr>
          </thead>
          <tbody>
            {rule.measured.map((fact) => (
              <FactRow
                key={JSON.stringify([fact.memberName, fact.labels])}
                rule={rule}
                fact={fact}
              />
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
};

type FactRowProps = { rule: Rule; fact: Rule['measured'][number] };

/** A fact that is no number is what its label says, such as a version. */
const FactRow = ({ rule, fact: { memberName, labels, value } }: FactRowProps) => {
  const t = useTranslations('alerts');
  const valueText = useValueText();
  const [word] = Object.values(labels);
  const isNumber = value !== null && rule.valueUnit !== null;
  return (
    <tr>
      <Td className="wrap-anywhere whitespace-normal!">
        <AlertPlace alert={{ memberName, labels: isNumber ? labels : {} }} />
      </Td>
      <Td>
        {value !== null && rule.valueUnit !== null
          ? valueText(value, rule.valueUnit)
          : (word ?? t('facts.none'))}
      </Td>
    </tr>
  );
};
