'use client';

import { ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChangeRates } from '@/lib/api/changes';
import type { OpenTarget } from '../keys/panel-props';
import { Button } from '../ui/button';
import { ErrorNotice } from '../ui/error-notice';
import { Select } from '../ui/select';
import { Skeleton } from '../ui/skeleton';
import { RatesTable } from './rates-table';

const spans = ['60', '300', '900'] as const;
const groupings = ['child', 'resource'] as const;

type RatesCardProps = { cluster: string; prefix: string; onOpen: OpenTarget };

/** What is writing so much: rates by child of a folder, into which one can go, or by resource. */
export const RatesCard = ({ cluster, prefix, onOpen }: RatesCardProps) => {
  const t = useTranslations('changes');
  const [way, setWay] = useState<readonly string[]>([]);
  const [by, setBy] = useState<(typeof groupings)[number]>('child');
  const [span, setSpan] = useState<(typeof spans)[number]>('60');
  const within = way.at(-1) ?? prefix;
  const choice = { cluster, prefix, within, by, seconds: Number(span) };
  const { data, error, refetch } = useChangeRates(choice);
  return (
    <section aria-label={t('rates')} className="flex min-h-0 min-w-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-2">
        <h2 className="mr-auto font-semibold">{t('rates')}</h2>
        <Select
          label={t('groupBy')}
          labelHidden
          value={by}
          options={groupings.map((value) => ({ value, label: t(`groupings.${value}`) }))}
          onChange={setBy}
        />
        <Select
          label={t('span')}
          labelHidden
          value={span}
          options={spans.map((value) => ({ value, label: t(`spans.${value}`) }))}
          onChange={setSpan}
        />
      </div>
      {by === 'child' && way.length > 0 ? (
        <div className="flex items-center gap-2 border-line border-b px-4 py-1">
          <Button size="sm" variant="quiet" onClick={() => setWay(way.slice(0, -1))}>
            <ArrowUp aria-hidden size={13} />
            {t('up')}
          </Button>
          <span className="min-w-0 truncate font-mono text-sm" title={data?.within.text}>
            {data?.within.text}
          </span>
        </div>
      ) : null}
      <div className="min-h-0 flex-1 overflow-auto">
        {error === null ? null : (
          <div className="p-4">
            <ErrorNotice error={error} onRetry={() => void refetch()} />
          </div>
        )}
        {data === undefined ? (
          <RatesSkeleton isShown={error === null} />
        ) : data.total.puts + data.total.deletes === 0 ? (
          <p className="p-4 text-muted">{t('noRates')}</p>
        ) : (
          <RatesTable
            rates={data}
            onEnter={(folder) => setWay([...way, folder])}
            onOpenKey={(key) => onOpen('key', key)}
          />
        )}
      </div>
    </section>
  );
};

const RatesSkeleton = ({ isShown }: { isShown: boolean }) =>
  isShown ? <Skeleton className="m-4 h-24" /> : null;
