'use client';

import { useTranslations } from 'use-intl';
import { useChartFormat } from './use-chart-format';

type SinceNoteProps = {
  /** Milliseconds since 1970; null where the charts reach back over their whole range. */
  since: number | null;
  to: string;
};

/** Says that charts begin later than their range does, because collecting began then. */
export const SinceNote = ({ since, to }: SinceNoteProps) => {
  const t = useTranslations('metrics');
  const { moment } = useChartFormat('count', since === null ? 0 : Date.parse(to) - since);
  return since === null ? null : (
    <span className="text-muted text-xs">{t('since', { time: moment(since) })}</span>
  );
};
