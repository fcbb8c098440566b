'use client';

import { useTranslations } from 'use-intl';
import type { Unit } from '@/lib/domain/api/metrics';
import { Table, Td, Th } from '../ui/table';
import { type ChartLine, chartRows } from './chart-lines';
import { useChartFormat } from './use-chart-format';
import { useLineName } from './use-part-name';

type ChartTableProps = { label: string; lines: readonly ChartLine[]; unit: Unit; span: number };

/** A chart's values as a table, newest first. */
export const ChartTable = ({ label, lines, unit, span }: ChartTableProps) => {
  const t = useTranslations('metrics');
  const lineName = useLineName();
  const { value, exactTime } = useChartFormat(unit, span);
  return (
    <div className="h-full max-h-[60vh] overflow-y-auto border-line border-y">
      <Table label={label}>
        <thead>
          <tr>
            <Th>{t('time')}</Th>
            {lines.map((line) => (
              <Th key={line.key} numeric>
                {lineName(line)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chartRows(lines)
            .toReversed()
            .map((row) => (
              <tr key={row.time}>
                <Td>{exactTime(row.time)}</Td>
                {lines.map(({ key }) => {
                  const cell = row[key];
                  return (
                    <Td key={key} numeric>
                      {typeof cell === 'number' ? value(cell) : '—'}
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
