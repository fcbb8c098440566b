'use client';

import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useAlerts } from '@/lib/api/alerts';
import type { Alerts } from '@/lib/domain/api/alerts';
import type { Runbook } from '@/messages/load-runbook';
import { ListSkeleton } from '../activity/list-skeleton';
import { AppLink } from '../shell/app-link';
import { Card, CardHeader } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { AlertHistory } from './alert-history';
import { CurrentAlerts } from './current-alerts';
import { RuleChart } from './rule-chart';
import { RuleExpression } from './rule-expression';
import { RuleHeader } from './rule-header';
import { RunbookCard } from './runbook-card';

type RulePageProps = { cluster: string; ruleId: string; runbook: Runbook };

/** One rule: what holds now, the chart that proves it, why, what to do, and how it is told. */
export const RulePage = ({ cluster, ruleId, runbook }: RulePageProps) => {
  const t = useTranslations('alerts');
  const { data, error, refetch } = useAlerts(cluster, true);
  return (
    <>
      <AppLink
        href={`/clusters/${cluster}/alerts`}
        className="inline-flex items-center gap-1.5 justify-self-start text-blue hover:underline"
      >
        <ArrowLeft aria-hidden size={14} />
        {t('backToAll')}
      </AppLink>
      {error ? <ErrorNotice error={error} onRetry={() => refetch()} /> : null}
      {data === undefined ? (
        error ? null : (
          <Card>
            <ListSkeleton />
          </Card>
        )
      ) : (
        <LoadedRule cluster={cluster} ruleId={ruleId} runbook={runbook} data={data} />
      )}
    </>
  );
};

const LoadedRule = ({ cluster, ruleId, runbook, data }: RulePageProps & { data: Alerts }) => {
  const t = useTranslations('alerts');
  const rule = data.rules.find(({ id }) => id === ruleId);
  if (rule === undefined) {
    return (
      <Card>
        <EmptyState title={t('unknownRule')}>{t('unknownRuleHint')}</EmptyState>
      </Card>
    );
  }
  const now = t('now.title');
  const history = t('history.ofRule');
  return (
    <>
      <RuleHeader cluster={cluster} rule={rule} meaning={runbook.meaning} />
      {rule.alerts.length > 0 ? (
        <Card aria-label={now}>
          <CurrentAlerts cluster={cluster} rules={[rule]} withRule={false} />
        </Card>
      ) : null}
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="grid min-w-0 gap-5">
          <RuleChart cluster={cluster} rule={rule} />
          <RuleExpression rule={rule} />
        </div>
        <div className="grid min-w-0 gap-5">
          <RunbookCard title={t('runbook.causes')} entries={runbook.causes} />
          <RunbookCard title={t('runbook.steps')} entries={runbook.steps} isOrdered />
        </div>
      </div>
      <Card aria-label={history}>
        <CardHeader title={history} />
        <AlertHistory cluster={cluster} rules={data.rules} rule={rule.id} />
      </Card>
    </>
  );
};
