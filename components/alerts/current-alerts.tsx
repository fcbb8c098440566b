'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Alert, Rule } from '@/lib/domain/api/alerts';
import { EmptyState } from '../ui/empty-state';
import { AlertTable, type CurrentAlert } from './alert-table';
import { SilenceDialog } from './silence-dialog';

type CurrentAlertsProps = {
  cluster: string;
  rules: readonly Rule[];
  /** Whether the alerts name their rule; left out on the page of one. */
  withRule?: boolean;
};

const severities: readonly Alert['severity'][] = ['critical', 'warning', 'info'];

/** Told ones before silenced ones, then the worst, then the oldest. */
const compare = ({ alert: left }: CurrentAlert, { alert: right }: CurrentAlert): number =>
  Number(left.silencedBy !== null) - Number(right.silencedBy !== null) ||
  severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
  left.activeAt.localeCompare(right.activeAt);

const states = ['firing', 'pending'] as const;

/** The alerts that fire, then those whose condition has not held long enough yet. */
export const CurrentAlerts = ({ cluster, rules, withRule = true }: CurrentAlertsProps) => {
  const t = useTranslations('alerts');
  const [silenced, setSilenced] = useState<Alert>();
  const current = rules.flatMap((rule) => rule.alerts.map((alert) => ({ alert, rule })));
  const byState = states
    .map((state) => ({
      state,
      alerts: current.filter(({ alert }) => alert.state === state).sort(compare),
    }))
    .filter(({ alerts }) => alerts.length > 0);
  return (
    <>
      {byState.length === 0 ? (
        <EmptyState title={t('nothing')}>{t('nothingHint')}</EmptyState>
      ) : null}
      {byState.map(({ state, alerts }) => (
        <section key={state} aria-label={t(`now.${state}`, { count: alerts.length })}>
          <h3 className="px-4 pt-3 pb-1 font-semibold">
            {t(`now.${state}`, { count: alerts.length })}
          </h3>
          {state === 'pending' ? <p className="px-4 pb-1 text-muted">{t('pendingHint')}</p> : null}
          <AlertTable
            label={t(`now.${state}`, { count: alerts.length })}
            cluster={cluster}
            alerts={alerts}
            withRule={withRule}
            onSilence={setSilenced}
          />
        </section>
      ))}
      {silenced === undefined ? null : (
        <SilenceDialog
          cluster={cluster}
          target={{ rule: silenced.rule, memberId: silenced.memberId ?? '' }}
          onClose={() => setSilenced(undefined)}
        />
      )}
    </>
  );
};
