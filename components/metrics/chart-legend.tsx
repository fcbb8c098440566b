'use client';

import clsx from 'clsx';
import { useLocale, useTranslations } from 'use-intl';
import type { Panel, Series } from '@/lib/domain/api/metrics';
import { formatInterval, formatValue } from '@/lib/domain/metrics/format-value';
import type { ChartLine } from './chart-lines';
import { LineKey } from './line-key';
import { usePartName } from './use-part-name';

type CurrentValueProps = { panel: Pick<Panel, 'unit' | 'guide'>; latest: Series['latest'] };

/**
 * The value now. Where the guide line lies within the quantile's bucket, the bucket is all that is
 * known of which side the value is on, so the bucket is what is shown.
 */
const CurrentValue = ({ panel: { unit, guide }, latest }: CurrentValueProps) => {
  const t = useTranslations('metrics');
  const locale = useLocale();
  if (latest === null) {
    return <span title={t('noValueHint')}>—</span>;
  }
  const { value, lower } = latest;
  const upper = latest.upper ?? Number.POSITIVE_INFINITY;
  const isAbove = guide !== null && lower >= guide;
  const isUndecided = guide !== null && lower < guide && upper > guide;
  return (
    <strong
      title={isUndecided ? t('intervalHint') : undefined}
      className={clsx('font-semibold', isAbove && 'text-red-ink', isUndecided && 'text-yellow-ink')}
    >
      {isUndecided || upper === Number.POSITIVE_INFINITY
        ? formatInterval(lower, upper, unit, locale)
        : formatValue(value, unit, locale)}
    </strong>
  );
};

type ChartLegendProps = { panel: Panel; lines: readonly ChartLine[] };

/** Each member with its colour and its current values, those of parts that are not drawn too. */
export const ChartLegend = ({ panel, lines }: ChartLegendProps) => {
  const t = useTranslations('metrics');
  const partName = usePartName();
  const members = [...new Set(lines.map(({ memberName }) => memberName))];
  const isAlone = new Set(lines.map(({ part }) => part)).size === 1;
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-4 gap-y-0.5">
      {members.map((member) => (
        <li key={member} className="flex flex-wrap items-center gap-x-1.5">
          {lines
            .filter(({ memberName }) => memberName === member)
            .map(({ key, part, colour, isDashed, series }) => (
              <span key={key} className="flex items-center gap-1.5">
                {part === 'quota' ? null : <LineKey colour={colour} isDashed={isDashed} />}
                <span className="text-muted">
                  {isDashed ? null : member} {isAlone ? null : partName(part)}
                </span>
                <CurrentValue panel={panel} latest={series.latest} />
              </span>
            ))}
        </li>
      ))}
    </ul>
  );
};
