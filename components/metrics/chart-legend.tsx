'use client';

import clsx from 'clsx';
import { useTranslations } from 'use-intl';
import type { Series, Unit } from '@/lib/domain/api/metrics';
import { type ChartLine, wholePart } from './chart-lines';
import { LineKey } from './line-key';
import { isUndecided } from './measured-value';
import { useChartFormat } from './use-chart-format';
import { usePartName } from './use-part-name';

type CurrentValueProps = { unit: Unit; guide: number | null; latest: Series['latest'] };

/** The value now, coloured where it is above the guide, or may be. */
const CurrentValue = ({ unit, guide, latest }: CurrentValueProps) => {
  const t = useTranslations('metrics');
  const { measured } = useChartFormat(unit, 0);
  if (latest === null) {
    return <span title={t('noValueHint')}>—</span>;
  }
  const isAbove = guide !== null && latest.lower >= guide;
  const isOpen = isUndecided(latest, guide);
  return (
    <strong
      title={isOpen ? t('intervalHint') : undefined}
      className={clsx('font-semibold', isAbove && 'text-red-ink', isOpen && 'text-yellow-ink')}
    >
      {measured(latest, guide)}
    </strong>
  );
};

type ChartLegendProps = {
  unit: Unit;
  /** The level the values should stay under, if there is one. */
  guide: number | null;
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

const MemberEntry = ({ unit, guide, lines, alone, isOnlyPart }: MemberEntryProps) => {
  const partName = usePartName();
  const member = lines[0]?.memberName ?? '';
  const isHidden = alone !== null && alone !== member;
  return lines.map(({ key, part, colour, dash, isPale, series }, index) => (
    <span key={key} className="flex items-center gap-1.5">
      <LineKey colour={isHidden ? 'var(--line-strong)' : colour} dash={dash} isPale={isPale} />
      <span className={clsx('text-muted', isHidden && 'line-through')}>
        {index === 0 ? member : null} {isOnlyPart || part === wholePart ? null : partName(part)}
      </span>
      <CurrentValue unit={unit} guide={guide} latest={series.latest} />
    </span>
  ));
};

const entryClass = 'flex flex-wrap items-center gap-x-3 rounded-sm px-1 text-left';

/** Each member with its colour and its current values; pressed, it shows the member alone. */
export const ChartLegend = ({ unit, guide, lines, alone, onAlone }: ChartLegendProps) => {
  const t = useTranslations('metrics');
  const isOnlyPart = new Set(lines.map(({ part }) => part)).size === 1;
  const members = [...new Set(lines.map(({ memberName }) => memberName))];
  return (
    <ul aria-label={t('legend')} className="-mx-1 flex flex-wrap gap-x-2 gap-y-0.5">
      {members.map((member) => {
        const own = lines.filter(({ memberName }) => memberName === member);
        const entry = (
          <MemberEntry
            unit={unit}
            guide={guide}
            lines={own}
            alone={alone}
            isOnlyPart={isOnlyPart}
          />
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
