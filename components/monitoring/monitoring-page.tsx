'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import type { MonitoringFormat } from '@/lib/domain/api/monitoring';
import { AppLink } from '../shell/app-link';
import { useMay } from '../shell/session-context';
import { Card, CardHeader } from '../ui/card';
import { Notice } from '../ui/notice';
import { Tabs } from '../ui/tabs';
import { MonitoringFileView } from './monitoring-file-view';

const formats = [
  'scrape-config',
  'service-monitor',
  'rules',
  'prometheus-rule',
  'grafana',
] as const satisfies readonly MonitoringFormat[];

/** What makes somebody else's Prometheus and Grafana watch this cluster, ready to paste. */
export const MonitoringPage = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('monitoring');
  const mayExport = useMay('monitoring:export');
  const [format, setFormat] = useQueryState(
    'format',
    parseAsStringLiteral(formats).withDefault('scrape-config'),
  );
  return (
    <Card aria-labelledby="monitoring">
      <CardHeader id="monitoring" title={t('title')} note={t('note')}>
        <AppLink
          className="text-blue text-sm hover:underline"
          href={`/clusters/${cluster}/metrics`}
        >
          {t('toMetrics')}
        </AppLink>
      </CardHeader>
      {mayExport ? (
        <Tabs
          label={t('formats')}
          value={format}
          items={formats.map((value) => ({
            value,
            label: t(`format.${value}.name`),
            content: <MonitoringFileView cluster={cluster} format={value} />,
          }))}
          onChange={(value) => void setFormat(value)}
        />
      ) : (
        <div className="px-4 pb-4">
          <Notice>{t('notAllowed')}</Notice>
        </div>
      )}
    </Card>
  );
};
