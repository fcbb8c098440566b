'use client';

import { useTranslations } from 'use-intl';
import type { ChangeCounts, ChangeRates, RateRow } from '@/lib/domain/api/changes';
import { Bar } from '../ui/bar';
import { Table, Td, Th } from '../ui/table';
import { useFormat } from '../ui/use-format';
import { useRate } from './use-rate';

type RatesTableProps = {
  rates: ChangeRates;
  /** Goes into a folder. */
  onEnter: (folder: string) => void;
  onOpenKey: (key: string) => void;
};

const changesOf = ({ puts, deletes }: ChangeCounts): number => puts + deletes;

/** What is written how often, the busiest first. */
export const RatesTable = ({ rates, onEnter, onOpenKey }: RatesTableProps) => {
  const t = useTranslations('changes');
  const { rows, rest, total, seconds } = rates;
  const most = Math.max(...rows.map(changesOf), changesOf(rest), 1);
  return (
    <Table label={t('rates')}>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th numeric>{t('putRate')}</Th>
          <Th numeric>{t('deleteRate')}</Th>
          <Th numeric>{t('byteRate')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.kind} ${row.name?.bytes ?? row.label}`}>
            <Td className="max-w-60 py-1.5">
              <RowName row={row} onEnter={onEnter} onOpenKey={onOpenKey} />
              <Share counts={row} most={most} />
            </Td>
            <RateCells counts={row} seconds={seconds} />
          </tr>
        ))}
        {changesOf(rest) === 0 ? null : (
          <tr>
            <Td className="max-w-60 py-1.5">
              <span className="text-muted" title={t('restHint')}>
                {t('rest')}
              </span>
              <Share counts={rest} most={most} />
            </Td>
            <RateCells counts={rest} seconds={seconds} />
          </tr>
        )}
        <tr className="font-semibold">
          <Td>{t('total')}</Td>
          <RateCells counts={total} seconds={seconds} />
        </tr>
      </tbody>
    </Table>
  );
};

const Share = ({ counts, most }: { counts: ChangeCounts; most: number }) => (
  <Bar
    className="w-full"
    parts={[
      { fraction: changesOf(counts) / most, className: 'fill-red' },
      { fraction: counts.puts / most, className: 'fill-green' },
    ]}
  />
);

const RateCells = ({ counts, seconds }: { counts: ChangeCounts; seconds: number }) => {
  const rate = useRate();
  const { bytes } = useFormat();
  return (
    <>
      <Td numeric>{rate(counts.puts / seconds)}</Td>
      <Td numeric>{rate(counts.deletes / seconds)}</Td>
      <Td numeric>{bytes(counts.bytes / seconds)}</Td>
    </>
  );
};

type RowNameProps = Pick<RatesTableProps, 'onEnter' | 'onOpenKey'> & { row: RateRow };

const RowName = ({ row, onEnter, onOpenKey }: RowNameProps) => {
  const t = useTranslations('changes');
  const { kind, name, label } = row;
  const text = label === '' ? t('emptyName') : label;
  if (name === null) {
    return <span className="font-mono text-sm">{text}</span>;
  }
  return (
    <button
      type="button"
      title={name.text}
      onClick={() => (kind === 'folder' ? onEnter : onOpenKey)(name.bytes)}
      className="block w-full truncate text-left font-mono text-blue text-sm hover:underline"
    >
      {kind === 'folder' ? `${text}${name.text.slice(-1)}` : text}
    </button>
  );
};
