'use client';

import { useTranslations } from 'use-intl';
import { useAlertHistory } from '@/lib/api/alert-history';
import type { Alert, Rule } from '@/lib/domain/api/alerts';
import { ListSkeleton } from '../activity/list-skeleton';
import { MoreButton } from '../activity/more-button';
import { AppLink } from '../shell/app-link';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { Table, Td, Th } from '../ui/table';
import { useFormat } from '../ui/use-format';
import { AlertPlace } from './alert-place';
import { AlertValue } from './alert-value';
import { SeverityTag } from './severity-tag';
import { useRuleTitle } from './use-alert-words';

type AlertHistoryProps = {
  cluster: string;
  /** For the units and thresholds of the values. */
  rules: readonly Rule[];
  /** Only the alerts of this rule. */
  rule?: string;
};

/** The alerts that have fired, newest first, page by page. */
export const AlertHistory = ({ cluster, rules, rule }: AlertHistoryProps) => {
  const t = useTranslations('alerts.history');
  const query = useAlertHistory(cluster, rule);
  const alerts = query.data?.pages.flatMap((page) => page.alerts);
  return (
    <>
      {query.isPending ? <ListSkeleton /> : null}
      {query.isError ? (
        <div className="p-4">
          <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
        </div>
      ) : null}
      {alerts?.length === 0 ? <EmptyState title={t('none')}>{t('noneHint')}</EmptyState> : null}
      {alerts !== undefined && alerts.length > 0 ? (
        <HistoryTable cluster={cluster} rules={rules} rule={rule} alerts={alerts} />
      ) : null}
      <MoreButton pages={query} />
    </>
  );
};

type HistoryTableProps = AlertHistoryProps & { alerts: readonly Alert[] };

const HistoryTable = ({ cluster, rules, rule, alerts }: HistoryTableProps) => {
  const t = useTranslations('alerts');
  return (
    <Table label={t('history.title')}>
      <thead>
        <tr>
          <Th>{t('columns.fired')}</Th>
          {rule === undefined ? <Th>{t('columns.alert')}</Th> : null}
          <Th>{t('columns.severity')}</Th>
          <Th>{t('columns.member')}</Th>
          <Th>{t('columns.lastValue')}</Th>
          <Th>{t('columns.ended')}</Th>
          <Th>{t('columns.lasted')}</Th>
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert) => (
          <HistoryRow
            key={alert.id}
            cluster={cluster}
            alert={alert}
            rule={rules.find(({ id }) => id === alert.rule)}
            withRule={rule === undefined}
          />
        ))}
      </tbody>
    </Table>
  );
};

type HistoryRowProps = {
  cluster: string;
  alert: Alert;
  rule: Rule | undefined;
  withRule: boolean;
};

const HistoryRow = ({ cluster, alert, rule, withRule }: HistoryRowProps) => {
  const t = useTranslations('alerts');
  const { dateTime, duration } = useFormat();
  const ruleTitle = useRuleTitle();
  const begun = alert.firedAt ?? alert.activeAt;
  const seconds =
    alert.endedAt === null ? undefined : (Date.parse(alert.endedAt) - Date.parse(begun)) / 1000;
  return (
    <tr className="hover:bg-row-hover">
      <Td>{dateTime(begun)}</Td>
      {withRule ? (
        <Td className="min-w-48 whitespace-normal!">
          <AppLink
            href={`/clusters/${cluster}/alerts/${alert.rule}`}
            className="text-blue hover:underline"
          >
            {ruleTitle(alert.rule)}
          </AppLink>
        </Td>
      ) : null}
      <Td>
        <SeverityTag severity={alert.severity} />
      </Td>
      <Td className="wrap-anywhere min-w-24 whitespace-normal!">
        <AlertPlace alert={alert} />
      </Td>
      <Td>
        <AlertValue value={alert.value} rule={rule} />
      </Td>
      <Td>{alert.endedAt === null ? t('history.stillFiring') : dateTime(alert.endedAt)}</Td>
      <Td>{seconds === undefined ? '' : duration(seconds)}</Td>
    </tr>
  );
};
