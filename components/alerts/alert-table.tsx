'use client';

import { useTranslations } from 'use-intl';
import type { Alert, Rule } from '@/lib/domain/api/alerts';
import { AppLink } from '../shell/app-link';
import { useMay } from '../shell/session-context';
import { Button } from '../ui/button';
import { Table, Td, Th } from '../ui/table';
import { Tag } from '../ui/tag';
import { TimeAgo } from '../ui/time-ago';
import { AlertPlace } from './alert-place';
import { AlertValue } from './alert-value';
import { SeverityTag } from './severity-tag';
import { useRuleTitle } from './use-alert-words';

/** An alert of now with the rule it is of. */
export type CurrentAlert = { alert: Alert; rule: Rule };

type AlertTableProps = {
  label: string;
  cluster: string;
  alerts: readonly CurrentAlert[];
  /** Left out where the page is about one rule. */
  withRule: boolean;
  onSilence: (alert: Alert) => void;
};

/** Alerts that hold now: how bad, since when, where, and by how much. */
export const AlertTable = ({ label, alerts, withRule, ...rest }: AlertTableProps) => {
  const t = useTranslations('alerts.columns');
  const maySilence = useMay('alert:silence');
  return (
    <Table label={label} className="min-w-180 table-fixed">
      <thead>
        <tr>
          <Th className="w-24">{t('severity')}</Th>
          {withRule ? <Th>{t('alert')}</Th> : null}
          <Th className="w-40">{t('member')}</Th>
          <Th className="w-44">{t('value')}</Th>
          <Th className="w-32">{t('since')}</Th>
          <Th className="w-22">{t('silence')}</Th>
          {maySilence ? (
            <Th className="w-26">
              <span className="sr-only">{t('actions')}</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {alerts.map((current) => (
          <AlertRow
            key={current.alert.id}
            current={current}
            withRule={withRule}
            maySilence={maySilence}
            {...rest}
          />
        ))}
      </tbody>
    </Table>
  );
};

type AlertRowProps = Omit<AlertTableProps, 'label' | 'alerts'> & {
  current: CurrentAlert;
  maySilence: boolean;
};

const AlertRow = ({ current, cluster, withRule, maySilence, onSilence }: AlertRowProps) => {
  const { alert, rule } = current;
  const t = useTranslations('alerts');
  const ruleTitle = useRuleTitle();
  return (
    <tr className="hover:bg-row-hover">
      <Td>
        <SeverityTag severity={alert.severity} />
      </Td>
      {withRule ? (
        <Td className="whitespace-normal!">
          <AppLink
            href={`/clusters/${cluster}/alerts/${rule.id}`}
            className="font-semibold text-blue hover:underline"
          >
            {ruleTitle(rule.id)}
          </AppLink>
        </Td>
      ) : null}
      <Td className="wrap-anywhere whitespace-normal!">
        <AlertPlace alert={alert} />
      </Td>
      <Td className="whitespace-normal!">
        <AlertValue value={alert.value} rule={rule} withLimit />
      </Td>
      <Td>
        <TimeAgo time={alert.firedAt ?? alert.activeAt} />
      </Td>
      <Td>{alert.silencedBy === null ? t('notSilenced') : <Tag>{t('silenced')}</Tag>}</Td>
      {maySilence ? (
        <Td className="text-right">
          {alert.silencedBy === null ? (
            <Button size="sm" onClick={() => onSilence(alert)}>
              {t('silence.open')}
            </Button>
          ) : null}
        </Td>
      ) : null}
    </tr>
  );
};
