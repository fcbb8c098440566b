'use client';

import { ChartLine as ChartIcon, Download, Grid3x3, Maximize2, Table2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Panel } from '@/lib/domain/api/metrics';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { IconButton } from '../ui/button';
import { saveBlob } from '../ui/save-blob';
import { Select } from '../ui/select';
import { hasPanelValues, panelCsv } from './chart-csv';
import { choosableParts, wholePart } from './chart-lines';
import {
  type ChangeView,
  chosenPart,
  type MetricsView,
  toggleHeatmap,
  toggleTable,
  toPart,
} from './metrics-view';
import { usePartName } from './use-part-name';

type PanelActionsProps = {
  cluster: string;
  declaration: PanelDeclaration;
  panel: Panel | undefined;
  title: string;
  view: MetricsView;
  onView: ChangeView;
  /** Whether it already fills the screen. */
  isFull: boolean;
};

const iconClass = 'size-6.5!';
const iconSize = 14;

/** What can be done with one panel: its part, its form, its values as a file, the whole screen. */
export const PanelActions = ({
  cluster,
  declaration,
  panel,
  title,
  view,
  onView,
  isFull,
}: PanelActionsProps) => {
  const t = useTranslations('metrics');
  const partName = usePartName();
  const { id } = declaration;
  const isTable = view.tables.includes(id);
  const isHeatmap = view.heatmaps.includes(id);
  const parts = panel === undefined ? [] : choosableParts(panel, declaration);
  const isEmpty = panel === undefined || !hasPanelValues(panel);
  const download = () => {
    if (panel !== undefined) {
      saveBlob(new Blob([panelCsv(panel)], { type: 'text/csv' }), `${cluster}-${id}.csv`);
    }
  };
  return (
    <div className="flex items-center">
      {parts.length === 0 ? null : (
        <Select
          label={t('part', { panel: title })}
          labelHidden
          className="mr-1 max-w-32 [&_select]:h-6.5 [&_select]:px-1 [&_select]:text-sm"
          value={chosenPart(view, id) ?? wholePart}
          options={[wholePart, ...parts].map((value) => ({ value, label: partName(value) }))}
          onChange={(value) => onView(toPart(view, id, value === wholePart ? undefined : value))}
        />
      )}
      {declaration.shape === 'distribution' ? (
        <IconButton
          className={iconClass}
          label={t('showHeatmap', { panel: title })}
          aria-pressed={isHeatmap}
          onClick={() => onView(toggleHeatmap(view, id))}
        >
          <Grid3x3
            size={iconSize}
            aria-hidden
            className={isHeatmap ? 'text-green-ink' : undefined}
          />
        </IconButton>
      ) : null}
      <IconButton
        className={iconClass}
        label={t(isTable ? 'showChart' : 'showTable', { panel: title })}
        onClick={() => onView(toggleTable(view, id))}
      >
        {isTable ? (
          <ChartIcon size={iconSize} aria-hidden />
        ) : (
          <Table2 size={iconSize} aria-hidden />
        )}
      </IconButton>
      <IconButton
        className={iconClass}
        label={t(isEmpty ? 'nothingToDownload' : 'download', { panel: title })}
        disabled={isEmpty}
        onClick={download}
      >
        <Download size={iconSize} aria-hidden />
      </IconButton>
      {isFull ? null : (
        <IconButton
          className={iconClass}
          label={t('fullScreen', { panel: title })}
          onClick={() => onView({ full: id })}
        >
          <Maximize2 size={iconSize} aria-hidden />
        </IconButton>
      )}
    </div>
  );
};
