'use client';

import { useTranslations } from 'use-intl';
import type { MetricsFrame } from '@/lib/api/metrics';
import type { Panel } from '@/lib/domain/api/metrics';
import { panelDeclarations } from '@/lib/domain/metrics/panels';
import type { ChangeView, MetricsView } from './metrics-view';
import { PanelChunk } from './panel-chunk';

/** The groups in the order of the page. */
export const panelGroups = [
  'disk',
  'raft',
  'network',
  'clients',
  'database',
  'process',
] as const satisfies readonly Panel['group'][];

/** Two rows of three, three of two, or six of one: no chunk leaves a hole in the grid. */
const chunkSize = 6;

type PanelGroupProps = {
  cluster: string;
  group: Panel['group'];
  frame: MetricsFrame | undefined;
  view: MetricsView;
  onView: ChangeView;
};

/** The panels of a group under their heading. */
export const PanelGroup = ({ cluster, group, frame, view, onView }: PanelGroupProps) => {
  const t = useTranslations('metrics.groups');
  const panels = panelDeclarations.filter((declaration) => declaration.group === group);
  const chunks = Array.from({ length: Math.ceil(panels.length / chunkSize) }, (_, index) =>
    panels.slice(index * chunkSize, (index + 1) * chunkSize),
  );
  return (
    <section aria-labelledby={`group-${group}`} className="grid gap-5">
      <h2 id={`group-${group}`} className="-mb-2 scroll-mt-26 font-semibold text-lg">
        {t(group)}
      </h2>
      {chunks.map((chunk) => (
        <PanelChunk
          key={chunk[0]?.id}
          cluster={cluster}
          frame={frame}
          panels={chunk}
          view={view}
          onView={onView}
        />
      ))}
    </section>
  );
};
