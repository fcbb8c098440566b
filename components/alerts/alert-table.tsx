'use client';

import clsx from 'clsx';
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
    <Table label={label} className={clsx('table-fixed', withRule ? 'min-w-216' : 'min-w-180')}>
      <thead>
        <tr>
          <Th className="w-22">{t('severity')}</Th>
          {withRule ? <Th>{t('alert')}</Th> : null}
          <Th className="w-32">{t('member')}</Th>
          <Th className="w-40">{t('value')}</Th>
          <Th className="w-28">{t('since')}</Th>
          <Th className="w-32">{t('silence')}</Th>
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

/** Whether an alert is told: not where it is silenced, nor where a higher step is told instead. */
const Quiet = ({ alert: { silencedBy, inhibitedBy } }: { alert: Alert }) => {
  const t = useTranslations('alerts');
  const ruleTitle = useRuleTitle();
  if (silencedBy !== null) {
    return <Tag>{t('silenced')}</Tag>;
  }
  return inhibitedBy === null ? (
    t('notSilenced')
  ) : (
    <span className="text-muted">{t('inhibited', { rule: ruleTitle(inhibitedBy) })}</span>
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
      <Td className="whitespace-normal!">
        <Quiet alert={alert} />
      </Td>
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
