'use client';

import clsx from 'clsx';
import { Download } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { useHeatmap } from '@/lib/api/metrics';
import type { Heatmap, Panel } from '@/lib/domain/api/metrics';
import { IconButton } from '../ui/button';
import { ErrorNotice } from '../ui/error-notice';
import { saveBlob } from '../ui/save-blob';
import { Select } from '../ui/select';
import { Skeleton } from '../ui/skeleton';
import { heatmapCsv } from './chart-csv';
import { heatCells } from './heat-cells';
import { HeatTable } from './heat-table';
import { toSpan } from './metrics-view';
import type { PanelBodyProps } from './panel-body';
import { useChartFormat } from './use-chart-format';
import { useChartMarks } from './use-mark-text';

const HeatChart = lazy(async () => ({ default: (await import('./heat-chart')).HeatChart }));

type MemberChoice = { memberId: string; memberName: string };

const membersOf = ({ series }: Panel): MemberChoice[] =>
  series.filter(
    ({ memberId }, index) => series.findIndex((other) => other.memberId === memberId) === index,
  );

type HeatmapFooterProps = {
  fileName: string;
  title: string;
  member: string;
  members: readonly string[];
  heatmap: Heatmap | undefined;
  onMember: (member: string) => void;
};

/** Whose observations are shown, what the colours mean, and the counts as a file. */
const HeatmapFooter = ({
  fileName,
  title,
  member,
  members,
  heatmap,
  onMember,
}: HeatmapFooterProps) => {
  const t = useTranslations('metrics.heatmap');
  const download = () => {
    if (heatmap !== undefined) {
      saveBlob(new Blob([heatmapCsv(heatmap, member)], { type: 'text/csv' }), fileName);
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-1 pb-3">
      <Select
        label={t('member', { panel: title })}
        labelHidden
        value={member}
        options={members.map((value) => ({ value, label: value }))}
        onChange={onMember}
      />
      <p className="min-w-0 flex-1 text-muted text-xs">{t('hint')}</p>
      <IconButton
        label={t('download', { panel: title })}
        disabled={heatmap === undefined}
        onClick={download}
      >
        <Download size={15} aria-hidden />
      </IconButton>
    </div>
  );
};

/** How one member's observations of a panel are spread over time and size, never averaged. */
export const PanelHeatmap = ({
  cluster,
  frame,
  data,
  panel,
  declaration,
  view,
  onView,
  isTable,
  isTall = false,
}: PanelBodyProps & { isTable: boolean }) => {
  const t = useTranslations('metrics');
  const title = useTranslations('metrics.panels')(`${declaration.id}.title`);
  const marks = useChartMarks(data.marks, view.hide);
  const members = membersOf(panel);
  const wanted = view.of ?? view.member;
  const member = members.find(({ memberName }) => memberName === wanted) ?? members[0];
  const heatmap = useHeatmap(
    cluster,
    panel.id,
    member?.memberId ?? '',
    frame,
    member !== undefined,
  );
  const { value } = useChartFormat(panel.unit, 0);
  const span = { from: Date.parse(data.from), to: Date.parse(data.to) };
  if (member === undefined) {
    return <p className="px-4 pb-4 text-muted">{t('heatmap.gap')}</p>;
  }
  const label = t('heatmap.label', { panel: title, member: member.memberName });
  const waiting = <Skeleton className="mx-4 h-46" />;
  const guide =
    panel.guide === null
      ? undefined
      : { value: panel.guide, label: t('guide', { value: value(panel.guide) }) };
  return (
    <>
      <div className={clsx(isTall ? 'min-h-46 flex-1' : 'h-46')}>
        {heatmap.error ? (
          <div className="px-4">
            <ErrorNotice error={heatmap.error} onRetry={() => void heatmap.refetch()} />
          </div>
        ) : heatmap.data === undefined ? (
          waiting
        ) : isTable ? (
          <HeatTable
            label={label}
            cells={heatCells(heatmap.data, span.from)}
            unit={panel.unit}
            span={span.to - span.from}
          />
        ) : (
          <Suspense fallback={waiting}>
            <HeatChart
              label={label}
              heatmap={heatmap.data}
              span={span}
              guide={guide}
              marks={marks}
              onZoom={(zoomed) => onView(toSpan(zoomed))}
            />
          </Suspense>
        )}
      </div>
      <HeatmapFooter
        fileName={`${cluster}-${panel.id}-heatmap.csv`}
        title={title}
        member={member.memberName}
        members={members.map(({ memberName }) => memberName)}
        heatmap={heatmap.data}
        onMember={(of) => onView({ of })}
      />
    </>
  );
};
