'use client';

import clsx from 'clsx';
import { useTranslations } from 'use-intl';
import type { Alerts, Severity } from '@/lib/domain/api/alerts';
import { toneEdges } from '../shell/health-tone';
import { Card } from '../ui/card';
import { TimeAgo } from '../ui/time-ago';
import type { Tone } from '../ui/tone';
import { severityTones } from './severity-tag';
import { StandInNotice } from './stand-in-notice';

const severities: readonly Severity[] = ['critical', 'warning', 'info'];

/** The answer first: how many alerts fire, and whether all that could be told was told. */
export const AlertsVerdict = ({ alerts }: { alerts: Alerts }) => {
  const t = useTranslations('alerts.verdict');
  const firing = alerts.rules.flatMap((rule) =>
    rule.alerts.filter(({ state }) => state === 'firing'),
  );
  const silenced = firing.filter(({ silencedBy }) => silencedBy !== null).length;
  const worst = severities.find((severity) => firing.some((alert) => alert.severity === severity));
  const evaluated = alerts.rules.filter(
    ({ enabled, notEvaluated }) => enabled && notEvaluated === null,
  );
  const hasBegun = alerts.evaluatedAt !== null;
  // What Prometheus did not answer is not well, only unknown.
  const isTold = alerts.rules.every(({ notEvaluated }) => notEvaluated !== 'source-failed');
  const isStoodIn = alerts.standIn !== null;
  const calm: Tone = isStoodIn ? 'warning' : hasBegun && isTold ? 'good' : 'neutral';
  const headline = hasBegun ? t('firing', { count: firing.length }) : t('notBegun');
  return (
    <Card
      aria-labelledby="verdict"
      className={clsx(
        'border-l-3 px-5 py-4',
        toneEdges[worst === undefined ? calm : severityTones[worst]],
      )}
    >
      <h2 id="verdict" className="font-semibold text-xl">
        {headline}
      </h2>
      <p role="status" className="sr-only">
        {headline}
      </p>
      <p className="text-muted">
        {silenced > 0 ? `${t('silenced', { count: silenced })} ` : null}
        {t('evaluated', {
          evaluated: evaluated.length,
          total: alerts.rules.length,
          source: alerts.standIn === null ? alerts.source : 'standIn',
        })}{' '}
        {alerts.evaluatedAt === null
          ? null
          : t.rich('evaluatedAt', { time: () => <TimeAgo time={alerts.evaluatedAt ?? ''} /> })}
      </p>
      {alerts.standIn === null ? null : <StandInNotice standIn={alerts.standIn} />}
    </Card>
  );
};
