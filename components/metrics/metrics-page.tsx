'use client';

import { parseAsArrayOf, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useDeferredValue } from 'react';
import { useTranslations } from 'use-intl';
import { usePanels } from '@/lib/api/metrics';
import type { Panels } from '@/lib/domain/api/metrics';
import { type PanelId, panelIds } from '@/lib/domain/metrics/panel-declaration';
import { panelDeclarations } from '@/lib/domain/metrics/panels';
import { timeRangeNames } from '@/lib/domain/metrics/time-ranges';
import { ErrorNotice } from '../ui/error-notice';
import { ChoiceGroup } from './choice-group';
import { MarksList } from './marks-list';
import { PanelCard } from './panel-card';
import type { Quantile } from './panel-chart';
import { ScrapeCost } from './scrape-cost';
import { SinceNote } from './since-note';

const quantiles: readonly Quantile[] = ['p50', 'p90', 'p99'];
const groups = ['disk', 'raft', 'network', 'clients', 'database'] as const;

const rangeState = parseAsStringLiteral(timeRangeNames).withDefault('1h');
const quantileState = parseAsStringLiteral(quantiles).withDefault('p99');
const tablesState = parseAsArrayOf(parseAsStringLiteral(panelIds)).withDefault([]);

type PanelGroupProps = {
  group: (typeof groups)[number];
  data: Panels | undefined;
  quantile: Quantile;
};

const PanelGroup = ({ group, data, quantile }: PanelGroupProps) => {
  const t = useTranslations('metrics.groups');
  const [tables, setTables] = useQueryState('tables', tablesState);
  const showTable = (id: PanelId, isTable: boolean) =>
    setTables(isTable ? [...tables, id] : tables.filter((other) => other !== id));
  return (
    <section aria-labelledby={`group-${group}`} className="grid gap-3">
      <h2 id={`group-${group}`} className="font-semibold text-lg">
        {t(group)}
      </h2>
      <div className="grid gap-5 lg:grid-cols-2 xl:grid-cols-3">
        {panelDeclarations
          .filter((declaration) => declaration.group === group)
          .map((declaration) => (
            <PanelCard
              key={declaration.id}
              data={data}
              declaration={declaration}
              quantile={quantile}
              isTable={tables.includes(declaration.id)}
              onTable={(isTable) => void showTable(declaration.id, isTable)}
            />
          ))}
      </div>
    </section>
  );
};

/** Every panel of a cluster over one time range, live. */
export const MetricsPage = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('metrics');
  const ranges = useTranslations('metrics.ranges');
  const [range, setRange] = useQueryState('range', rangeState);
  const [quantile, setQuantile] = useQueryState('quantile', quantileState);
  const { data: newest, error, refetch } = usePanels(cluster, panelIds, range);
  // New values of many charts must not hold up a click or a key.
  const data = useDeferredValue(newest);
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <ChoiceGroup
          label={t('range')}
          value={range}
          options={timeRangeNames.map((value) => ({ value, label: ranges(value) }))}
          onChange={(value) => void setRange(value)}
        />
        <ChoiceGroup
          label={t('quantile')}
          value={quantile}
          options={quantiles.map((value) => ({ value, label: value }))}
          onChange={(value) => void setQuantile(value)}
        />
        <span className="text-muted">{t('quantileHint')}</span>
        {data === undefined ? null : <SinceNote since={data.since} to={data.to} />}
      </div>
      {error ? <ErrorNotice error={error} onRetry={() => refetch()} /> : null}
      {groups.map((group) => (
        <PanelGroup key={group} group={group} data={data} quantile={quantile} />
      ))}
      {data === undefined ? null : (
        <>
          <MarksList marks={data.marks} />
          <ScrapeCost data={data} />
        </>
      )}
    </>
  );
};
