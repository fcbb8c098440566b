'use client';

import clsx from 'clsx';
import { useLocale, useTranslations } from 'use-intl';
import type { Panel, Series } from '@/lib/domain/api/metrics';
import { formatInterval, formatValue } from '@/lib/domain/metrics/format-value';
import { type ChartLine, wholePart } from './chart-lines';
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

type ChartLegendProps = {
  panel: Panel;
  /** The lines of all members, whether drawn or not. */
  lines: readonly ChartLine[];
  /** The member that is shown alone, if one is. */
  alone: string | null;
  /** Shows a member alone, or all again; without it the legend only tells. */
  onAlone: ((member: string | null) => void) | undefined;
};

type MemberEntryProps = Omit<ChartLegendProps, 'lines' | 'onAlone'> & {
  lines: readonly ChartLine[];
  isOnlyPart: boolean;
};

const MemberEntry = ({ panel, lines, alone, isOnlyPart }: MemberEntryProps) => {
  const partName = usePartName();
  const member = lines[0]?.memberName ?? '';
  const isHidden = alone !== null && alone !== member;
  return lines.map(({ key, part, colour, dash, series }, index) => (
    <span key={key} className="flex items-center gap-1.5">
      <LineKey colour={isHidden ? 'var(--line-strong)' : colour} dash={dash} />
      <span className={clsx('text-muted', isHidden && 'line-through')}>
        {index === 0 ? member : null} {isOnlyPart || part === wholePart ? null : partName(part)}
      </span>
      <CurrentValue panel={panel} latest={series.latest} />
    </span>
  ));
};

const entryClass = 'flex flex-wrap items-center gap-x-3 rounded-sm px-1 text-left';

/** Each member with its colour and its current values; pressed, it shows the member alone. */
export const ChartLegend = ({ panel, lines, alone, onAlone }: ChartLegendProps) => {
  const t = useTranslations('metrics');
  const isOnlyPart = new Set(lines.map(({ part }) => part)).size === 1;
  const members = [...new Set(lines.map(({ memberName }) => memberName))];
  return (
    <ul aria-label={t('legend')} className="-mx-1 flex flex-wrap gap-x-2 gap-y-0.5">
      {members.map((member) => {
        const own = lines.filter(({ memberName }) => memberName === member);
        const entry = (
          <MemberEntry panel={panel} lines={own} alone={alone} isOnlyPart={isOnlyPart} />
        );
        return (
          <li key={member}>
            {onAlone === undefined ? (
              <span className={entryClass}>{entry}</span>
            ) : (
              <button
                type="button"
                aria-pressed={alone === member}
                title={t(alone === member ? 'showAll' : 'showAlone', { member })}
                className={clsx(
                  entryClass,
                  'hover:bg-row-hover',
                  alone === member && 'bg-selection',
                )}
                onClick={() => onAlone(alone === member ? null : member)}
              >
                {entry}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
};
