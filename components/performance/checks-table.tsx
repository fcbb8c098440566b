'use client';

import { useTranslations } from 'use-intl';
import type { PerformanceCheck } from '@/lib/domain/api/performance';
import { Button } from '../ui/button';
import { Card, CardHeader } from '../ui/card';
import { Table, Td, Th } from '../ui/table';
import { useFormat } from '../ui/use-format';
import { VerdictTag } from './verdict-tag';

type ChecksTableProps = {
  checks: readonly PerformanceCheck[];
  /** The id of the check that is shown above. */
  shown: string | undefined;
  onShow: (id: string) => void;
};

const numbers = ['throughput', 'p50', 'p99', 'slowest', 'deviation'] as const;

/** The checks that are kept, newest first, to compare and to choose one. */
export const ChecksTable = ({ checks, shown, onShow }: ChecksTableProps) => {
  const t = useTranslations('performance');
  return (
    <Card aria-labelledby="checks">
      <CardHeader id="checks" title={t('runs')} note={t('runsNote')} />
      <Table label={t('runs')}>
        <thead>
          <tr>
            <Th>{t('columns.started')}</Th>
            <Th>{t('columns.load')}</Th>
            <Th>{t('columns.verdict')}</Th>
            {numbers.map((name) => (
              <Th key={name} numeric>
                {t(`columns.${name}`)}
              </Th>
            ))}
            <Th>{t('columns.by')}</Th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => (
            <CheckRow
              key={check.id}
              check={check}
              isShown={check.id === shown}
              onShow={() => onShow(check.id)}
            />
          ))}
        </tbody>
      </Table>
    </Card>
  );
};

type CheckRowProps = { check: PerformanceCheck; isShown: boolean; onShow: () => void };

const CheckRow = ({ check, isShown, onShow }: CheckRowProps) => {
  const t = useTranslations('performance');
  const format = useFormat();
  const { load, seconds, startedAt, startedBy, result } = check;
  const time = format.dateTime(startedAt);
  const texts: Record<(typeof numbers)[number], string> | undefined =
    result === null
      ? undefined
      : {
          throughput: format.count(Math.round(result.throughput)),
          p50: format.milliseconds(result.p50 * 1_000),
          p99: format.milliseconds(result.p99 * 1_000),
          slowest: format.milliseconds(result.slowest * 1_000),
          deviation: format.milliseconds(result.deviation * 1_000),
        };
  return (
    <tr className={isShown ? 'bg-selection' : undefined}>
      <Td>
        <Button
          size="sm"
          variant="quiet"
          aria-label={t('show', { time })}
          aria-pressed={isShown}
          onClick={onShow}
        >
          {time}
        </Button>
      </Td>
      <Td>{t('loadFor', { load: t(`loads.${load}`), seconds })}</Td>
      <Td>
        <VerdictTag check={check} />
      </Td>
      {numbers.map((name) => (
        <Td key={name} numeric className="tabular-nums">
          {texts?.[name] ?? '—'}
        </Td>
      ))}
      <Td>{startedBy}</Td>
    </tr>
  );
};
