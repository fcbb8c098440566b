'use client';

import { useTranslations } from 'use-intl';
import type { Unit } from '@/lib/domain/api/metrics';
import { useFormat } from '../ui/use-format';
import { fullestRow, type HeatCells, type HeatColumn, totalOf } from './heat-cells';
import { useBucketName } from './use-bucket-name';
import { useChartFormat } from './use-chart-format';

/** What a column of a heat map says in a sentence. */
export const useColumnText = (
  cells: HeatCells,
  unit: Unit,
): ((column: HeatColumn | undefined) => string) => {
  const t = useTranslations('metrics.heatmap');
  const bucketName = useBucketName(unit);
  return (column) => {
    const total = column === undefined ? null : totalOf(column);
    if (column === undefined || total === null) {
      return t('gap');
    }
    const row = cells.rows[fullestRow(column)];
    return row === undefined
      ? t('none')
      : t('mostly', { count: Math.round(total), bucket: bucketName(row) });
  };
};

type HeatTooltipProps = {
  cells: HeatCells;
  column: HeatColumn;
  /** The row pointed at; undefined by keyboard, which points at whole columns. */
  row: number | undefined;
  unit: Unit;
  span: number;
};

/** The observations at the crosshair: of the cell, and of the whole column. */
export const HeatTooltip = ({ cells, column, row, unit, span }: HeatTooltipProps) => {
  const t = useTranslations('metrics.heatmap');
  const { percent } = useFormat();
  const { exactTime } = useChartFormat(unit, span);
  const bucketName = useBucketName(unit);
  const columnText = useColumnText(cells, unit);
  const bucket = row === undefined ? undefined : cells.rows[row];
  const count = row === undefined ? null : (column.counts[row] ?? null);
  const total = totalOf(column);
  return (
    <>
      <div className="text-muted">
        {exactTime(column.from)} – {exactTime(column.to)}
      </div>
      {bucket === undefined || count === null || total === null ? null : (
        <div className="flex flex-wrap gap-x-3">
          <span className="text-muted">{bucketName(bucket)}</span>
          <strong className="ml-auto whitespace-nowrap">
            {t('cell', {
              count: Math.round(count),
              share: percent(total === 0 ? 0 : count / total),
            })}
          </strong>
        </div>
      )}
      <div>{columnText(column)}</div>
    </>
  );
};
