'use client';

import { useTranslations } from 'use-intl';
import type { Unit } from '@/lib/domain/api/metrics';
import { Table, Td, Th } from '../ui/table';
import type { ChartLine } from './chart-lines';
import { measuredAt } from './measured-value';
import { useChartFormat } from './use-chart-format';
import { useLineName } from './use-part-name';

type ChartTableProps = {
  label: string;
  lines: readonly ChartLine[];
  unit: Unit;
  span: number;
  /** The level of the guide line, if there is one. */
  guide: number | null;
};

/** A chart's values as a table, newest first. */
export const ChartTable = ({ label, lines, unit, span, guide }: ChartTableProps) => {
  const t = useTranslations('metrics');
  const lineName = useLineName();
  const { measured, exactTime } = useChartFormat(unit, span);
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
          {(lines[0]?.series.points ?? [])
            .map(([time], index) => (
              <tr key={time}>
                <Td>{exactTime(time)}</Td>
                {lines.map(({ key, series }) => (
                  <Td key={key} numeric>
                    {measured(measuredAt(series, index), guide)}
                  </Td>
                ))}
              </tr>
            ))
            .toReversed()}
        </tbody>
      </Table>
    </div>
  );
};
