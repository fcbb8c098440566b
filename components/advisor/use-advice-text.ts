'use client';

import { useLocale } from 'use-intl';
import type { AdviceParameters, Evidence, Measure, Unknown } from '@/lib/domain/api/advisor';
import { formatValue } from '@/lib/domain/metrics/format-value';
import { useCodeText } from '../ui/use-code-text';
import { useFormat } from '../ui/use-format';

/** The words of a finding. */
type FindingText = { title: string; why: string; mend: string };

/** Translates what the advisor says by its codes; the bare code where this build has no words. */
export const useAdviceText = () => {
  const locale = useLocale();
  const format = useFormat();
  const textOf = useCodeText('advisor');

  const measureText = ({ value, unit }: Measure): string => {
    if (unit === 'duration') {
      return format.duration(value);
    }
    return unit === 'time' ? format.dateTime(new Date(value)) : formatValue(value, unit, locale);
  };
  const asText = (parameters: AdviceParameters): Record<string, string | number> =>
    Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        typeof value === 'object' ? measureText(value) : value,
      ]),
    );
  const say = (key: string, parameters: AdviceParameters, code: string): string =>
    textOf(key, asText(parameters)) ?? code;

  return {
    evidence: ({ code, parameters }: Evidence): string => say(`evidence.${code}`, parameters, code),
    finding: (id: string, parameters: AdviceParameters): FindingText => ({
      title: say(`findings.${id}.title`, parameters, id),
      why: say(`findings.${id}.why`, parameters, ''),
      mend: say(`findings.${id}.mend`, parameters, ''),
    }),
    check: (id: string): string => say(`checks.${id}`, {}, id),
    cause: (id: string): string => say(`causes.${id}`, {}, id),
    causeHelp: (id: string): string => say(`causeHelp.${id}`, {}, ''),
    reason: ({ reason }: Unknown): string => say(`reasons.${reason}`, {}, reason),
  };
};
