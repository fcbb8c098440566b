'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { useAlerts } from '@/lib/api/alerts';
import { ListSkeleton } from '../activity/list-skeleton';
import { Card } from '../ui/card';
import { ErrorNotice } from '../ui/error-notice';
import { Tabs } from '../ui/tabs';
import { AlertHistory } from './alert-history';
import { AlertsVerdict } from './alerts-verdict';
import { CurrentAlerts } from './current-alerts';
import { DeliveriesPanel } from './deliveries-panel';
import { RulesList } from './rules-list';
import { SilencesPanel } from './silences-panel';

const tabs = ['now', 'history', 'silences', 'deliveries'] as const;

/** What is wrong now, what was, what is kept quiet, and where it is told; live. */
export const AlertsPage = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('alerts');
  const { data, error, refetch } = useAlerts(cluster, true);
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(tabs).withDefault('now'));
  if (data === undefined) {
    return error ? (
      <ErrorNotice error={error} onRetry={() => refetch()} />
    ) : (
      <Card>
        <ListSkeleton />
      </Card>
    );
  }
  const contents = {
    now: <CurrentAlerts cluster={cluster} rules={data.rules} />,
    history: <AlertHistory cluster={cluster} rules={data.rules} />,
    silences: <SilencesPanel cluster={cluster} />,
    deliveries: <DeliveriesPanel cluster={cluster} />,
  };
  return (
    <>
      {error ? <ErrorNotice error={error} onRetry={() => refetch()} /> : null}
      <AlertsVerdict alerts={data} />
      <Card>
        <Tabs
          label={t('tabs.title')}
          value={tab}
          items={tabs.map((value) => ({
            value,
            label: t(`tabs.${value}`),
            content: contents[value],
          }))}
          onChange={(value) => void setTab(value)}
        />
      </Card>
      {tab === 'now' ? <RulesList cluster={cluster} rules={data.rules} /> : null}
    </>
  );
};
