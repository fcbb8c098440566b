'use client';

import { useTranslations } from 'use-intl';
import type { Unit } from '@/lib/domain/api/metrics';
import { Table, Td, Th } from '../ui/table';
import { useFormat } from '../ui/use-format';
import type { HeatCells } from './heat-cells';
import { useBucketName } from './use-bucket-name';
import { useChartFormat } from './use-chart-format';

type HeatTableProps = { label: string; cells: HeatCells; unit: Unit; span: number };

/** A heat map's counts as a table, newest first. */
export const HeatTable = ({ label, cells, unit, span }: HeatTableProps) => {
  const t = useTranslations('metrics');
  const { count: formatCount } = useFormat();
  const { exactTime } = useChartFormat(unit, span);
  const bucketName = useBucketName(unit);
  return (
    <div className="h-full max-h-[60vh] overflow-y-auto border-line border-y">
      <Table label={label}>
        <thead>
          <tr>
            <Th>{t('heatmap.until')}</Th>
            {cells.rows.map((row) => (
              <Th key={row.lower} numeric>
                {bucketName(row)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.columns.toReversed().map(({ to, counts }) => (
            <tr key={to}>
              <Td>{exactTime(to)}</Td>
              {cells.rows.map(({ lower }, row) => {
                const count = counts[row] ?? null;
                return (
                  <Td key={lower} numeric>
                    {count === null ? '—' : formatCount(Math.round(count))}
                  </Td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
};
