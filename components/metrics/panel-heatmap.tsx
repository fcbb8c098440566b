'use client';

import clsx from 'clsx';
import { useTranslations } from 'use-intl';
import { useHeatmap } from '@/lib/api/metrics';
import type { Panel } from '@/lib/domain/api/metrics';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { Skeleton } from '../ui/skeleton';
import { axisOf } from './axis-of';
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

type UnknownMemberProps = {
  name: string;
  members: readonly MemberChoice[];
  title: string;
  onMember: (member: string) => void;
};

/** That the address asks for a member nothing is known of, with those to choose from. */
const UnknownMember = ({ name, members, title, onMember }: UnknownMemberProps) => {
  const t = useTranslations('metrics.heatmap');
  return (
    <EmptyState title={t('unknownMember', { member: name })}>
      <p>{t('unknownMemberHint')}</p>
      <div className="mt-2 flex flex-wrap justify-center gap-2">
        {members.map(({ memberId, memberName }) => (
          <Button
            key={memberId}
            size="sm"
            aria-label={t('show', { panel: title, member: memberName })}
            onClick={() => onMember(memberName)}
          >
            {memberName}
          </Button>
        ))}
      </div>
    </EmptyState>
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
  const member =
    wanted === null ? members[0] : members.find(({ memberName }) => memberName === wanted);
  const showMember = (of: string) => onView({ of });
  const heatmap = useHeatmap(
    cluster,
    panel.id,
    member?.memberId ?? '',
    frame,
    member !== undefined,
  );
  const { value } = useChartFormat(panel.unit, 0);
  if (members.length === 0) {
    return <NoValues data={data} panel={panel} />;
  }
  if (member === undefined) {
    return (
      <UnknownMember name={wanted ?? ''} members={members} title={title} onMember={showMember} />
    );
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
            span={axisOf(frame, data)}
            since={frame.since}
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
        onMember={showMember}
      />
    </>
  );
};
