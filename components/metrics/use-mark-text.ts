'use client';

import { useTranslations } from 'use-intl';
import type { Mark } from '@/lib/domain/api/metrics';
import type { ChartMark, MarkKind } from './place-marks';

/** Kinds of operations and ids of rules come from the server, which may know more of them. */
type TranslateCode = { (code: string): string; has(code: string): boolean };

const asTranslateCode = (translate: unknown): TranslateCode => translate as TranslateCode;

/** What a mark says on the time axis. */
export const useMarkText = (): ((mark: Mark) => string) => {
  const t = useTranslations('metrics.marks');
  const operation = asTranslateCode(useTranslations('activity.kind'));
  const rule = asTranslateCode(useTranslations('alerts.rules'));
  const words = { operation, alert: rule };
  return ({ kind, memberName, label }) => {
    const member = memberName ?? '';
    const translate = kind === 'operation' || kind === 'alert' ? words[kind] : undefined;
    const what = translate?.has(label) ? translate(label) : label;
    return t(kind, { member, what, hasMember: memberName === null ? 'no' : 'yes' });
  };
};

/** Marks as charts take them, without those of hidden kinds. */
export const useChartMarks = (marks: readonly Mark[], hidden: readonly MarkKind[]): ChartMark[] => {
  const markText = useMarkText();
  return marks
    .filter(({ kind }) => !hidden.includes(kind))
    .map((mark) => ({ time: Date.parse(mark.time), kind: mark.kind, label: markText(mark) }));
};
