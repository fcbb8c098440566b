'use client';

import { lazy, Suspense } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { Rule } from '@/lib/domain/api/alerts';
import { formatValue } from '@/lib/domain/metrics/format-value';
import { findPanel } from '@/lib/domain/metrics/panels';
import { useIsBrowser } from '../metrics/use-is-browser';
import { Card } from '../ui/card';
import { Skeleton } from '../ui/skeleton';
import { RuleFacts } from './rule-facts';
import { guideOf } from './rule-guide';
import { rangeOf } from './rule-range';

const MetricChart = lazy(async () => ({
  default: (await import('../metrics/metric-chart')).MetricChart,
}));

/** The chart that proves an alert of the rule, over all it looks at; what there is now otherwise. */
export const RuleChart = ({ cluster, rule }: { cluster: string; rule: Rule }) => {
  const t = useTranslations('alerts.chart');
  const locale = useLocale();
  const panels = useTranslations('metrics.panels');
  const declaration = rule.panel === null ? undefined : findPanel(rule.panel);
  const isBrowser = useIsBrowser();
  if (declaration === undefined) {
    return <RuleFacts rule={rule} />;
  }
  const range = rangeOf(rule);
  const level = guideOf(rule, declaration);
  const threshold =
    level === undefined
      ? undefined
      : {
          value: level,
          label: t('threshold', { value: formatValue(level, declaration.unit, locale) }),
        };
  const title = panels(`${declaration.id}.title`);
  const notes = [
    declaration.shape === 'distribution' ? 'p99' : '',
    panels(`${declaration.id}.note`),
    // Also in words: a level far above all values is not drawn.
    threshold?.label,
  ];
  const waiting = <Skeleton className="m-4 h-46" />;
  return (
    <Card aria-label={title}>
      {isBrowser ? (
        <Suspense fallback={waiting}>
          <MetricChart
            cluster={cluster}
            panelId={declaration.id}
            range={range}
            span={t('span', { range })}
            title={title}
            note={notes.filter(Boolean).join(' · ')}
            threshold={threshold}
            isGuideKept={rule.state !== 'inactive' || range !== '1h'}
          />
        </Suspense>
      ) : (
        waiting
      )}
    </Card>
  );
};
