'use client';

import clsx from 'clsx';
import { useTranslations } from 'use-intl';
import { useHeatmap } from '@/lib/api/metrics';
import type { Panel } from '@/lib/domain/api/metrics';
import { ErrorNotice } from '../ui/error-notice';
import { Skeleton } from '../ui/skeleton';
import { HeatmapContent } from './heatmap-content';
import { HeatmapFooter } from './heatmap-footer';
import { toSpan } from './metrics-view';
import { NoValues } from './no-values';
import type { PanelBodyProps } from './panel-body';
import { useChartFormat } from './use-chart-format';
import { useChartMarks } from './use-mark-text';

type MemberChoice = { memberId: string; memberName: string };

const membersOf = ({ series }: Panel): MemberChoice[] =>
  series.filter(
    ({ memberId }, index) => series.findIndex((other) => other.memberId === memberId) === index,
  );

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
  if (member === undefined) {
    return <NoValues data={data} panel={panel} />;
  }
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
          <Skeleton className="mx-4 h-46" />
        ) : (
          <HeatmapContent
            label={t('heatmap.label', { panel: title, member: member.memberName })}
            memberName={member.memberName}
            heatmap={heatmap.data}
            span={{ from: Date.parse(data.from), to: Date.parse(data.to) }}
            guide={guide}
            marks={marks}
            isTable={isTable}
            onZoom={(zoomed) => onView(toSpan(zoomed))}
          />
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
