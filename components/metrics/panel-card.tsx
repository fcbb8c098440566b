'use client';

import { ChartLine as ChartIcon, Table2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Panels } from '@/lib/domain/api/metrics';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { IconButton } from '../ui/button';
import { Card, CardHeader } from '../ui/card';
import { Skeleton } from '../ui/skeleton';
import { PanelChart, type Quantile } from './panel-chart';

type PanelCardProps = {
  data: Panels | undefined;
  declaration: PanelDeclaration;
  quantile: Quantile;
  isTable: boolean;
  onTable: (isTable: boolean) => void;
};

/** A panel in its card: title, what it means, chart or table. */
export const PanelCard = ({ data, declaration, quantile, isTable, onTable }: PanelCardProps) => {
  const t = useTranslations('metrics');
  const words = useTranslations('metrics.panels');
  const title = words(`${declaration.id}.title`);
  const note = words(`${declaration.id}.note`);
  const panel = data?.panels.find(({ id }) => id === declaration.id);
  const Icon = isTable ? ChartIcon : Table2;
  return (
    <Card aria-label={title}>
      <CardHeader
        title={<span title={words(`${declaration.id}.hint`)}>{title}</span>}
        note={declaration.isDistribution ? t('quantileNote', { quantile, note }) : note}
      >
        <IconButton
          label={t(isTable ? 'showChart' : 'showTable', { panel: title })}
          onClick={() => onTable(!isTable)}
        >
          <Icon size={15} aria-hidden />
        </IconButton>
      </CardHeader>
      {data === undefined || panel === undefined ? (
        <Skeleton className="mx-4 mb-4 h-50" />
      ) : (
        <PanelChart
          data={data}
          panel={panel}
          declaration={declaration}
          quantile={quantile}
          isTable={isTable}
        />
      )}
    </Card>
  );
};
