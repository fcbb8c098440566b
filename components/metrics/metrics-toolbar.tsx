'use client';

import { useTranslations } from 'use-intl';
import type { MetricsFrame } from '@/lib/api/metrics';
import type { ChosenRange } from '@/lib/domain/metrics/time-ranges';
import { AppLink } from '../shell/app-link';
import { useMay } from '../shell/session-context';
import { CopyButton } from '../ui/copy-button';
import { quantiles } from './chart-lines';
import { ChoiceGroup } from './choice-group';
import { GroupLinks } from './group-links';
import { MarksChoice } from './marks-choice';
import type { ChangeView, MetricsView } from './metrics-view';
import { RangePicker } from './range-picker';
import { ShowCollected } from './show-collected';
import { SinceNote } from './since-note';

type MetricsToolbarProps = {
  cluster: string;
  frame: MetricsFrame | undefined;
  /** The time that is shown; undefined where the address asks for none that can be. */
  chosen: ChosenRange | undefined;
  view: MetricsView;
  onView: ChangeView;
  onUndoZoom: (() => void) | undefined;
};

/** The page's address with the time that is shown in it, so that others see the same later. */
const pinnedAddress = ({ axis }: MetricsFrame): string => {
  const address = new URL(window.location.href);
  address.searchParams.set('from', new Date(axis.from).toISOString());
  address.searchParams.set('to', new Date(axis.to).toISOString());
  return address.href;
};

/** Ways to what else there is about the performance of a cluster. */
const RelatedLinks = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('metrics');
  const mayExport = useMay('monitoring:export');
  return (
    <div className="ml-auto flex flex-wrap gap-x-4">
      {mayExport ? (
        <AppLink href={`/clusters/${cluster}/monitoring`} className="text-blue hover:underline">
          {t('monitoringLink')}
        </AppLink>
      ) : null}
      <AppLink href={`/clusters/${cluster}/performance`} className="text-blue hover:underline">
        {t('performanceLink')}
      </AppLink>
    </div>
  );
};

/** What all charts of the page show: the time, the quantile, the marks; and ways to the groups. */
export const MetricsToolbar = ({
  cluster,
  frame,
  chosen,
  view,
  onView,
  onUndoZoom,
}: MetricsToolbarProps) => {
  const t = useTranslations('metrics');
  return (
    <>
      <div className="-mx-5 -mt-5 z-30 flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-page px-5 py-2.5 lg:sticky lg:top-0">
        <RangePicker
          frame={frame}
          chosen={chosen}
          view={view}
          onView={onView}
          onUndoZoom={onUndoZoom}
        />
        {frame === undefined ? null : (
          <CopyButton label={t('copyLink')} text={() => pinnedAddress(frame)} />
        )}
        {chosen === undefined ? null : (
          <div className="ml-auto">
            <GroupLinks />
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <ChoiceGroup
            label={t('quantile')}
            value={view.quantile}
            options={quantiles.map((value) => ({ value, label: t(`quantiles.${value}`) }))}
            onChange={(quantile) => onView({ quantile })}
          />
          <span className="text-muted">{t('quantileHint')}</span>
        </div>
        <RelatedLinks cluster={cluster} />
        {frame === undefined ? null : (
          <>
            <MarksChoice marks={frame.data.marks} view={view} onView={onView} />
            <SinceNote since={frame.since} to={frame.data.to} />
            <ShowCollected frame={frame} onView={onView} />
          </>
        )}
      </div>
    </>
  );
};
