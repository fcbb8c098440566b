'use client';

import { useLocale } from 'use-intl';
import type { AdviceParameters, Evidence, Measure, UnknownReason } from '@/lib/domain/api/advisor';
import { formatInterval, formatValue } from '@/lib/domain/metrics/format-value';
import { useCodeText } from '../ui/use-code-text';
import { useFormat } from '../ui/use-format';

/** The words of a finding. */
type FindingText = { title: string; why: string; mend: string };

/** Translates what the advisor says by its codes; the bare code where this build has no words. */
export const useAdviceText = () => {
  const locale = useLocale();
  const format = useFormat();
  const textOf = useCodeText('advisor');
  const errorOf = useCodeText('errors');

  const measureText = ({ value, unit, upper }: Measure): string => {
    if (unit === 'duration') {
      return format.duration(value);
    }
    if (unit === 'time') {
      return format.dateTime(new Date(value));
    }
    return upper === undefined
      ? formatValue(value, unit, locale)
      : formatInterval(value, upper ?? Number.POSITIVE_INFINITY, unit, locale);
  };
  const parameterTexts = (
    name: string,
    parameter: AdviceParameters[string],
  ): [string, string | number][] => {
    if (typeof parameter !== 'object') {
      return [[name, parameter]];
    }
    if ('error' in parameter) {
      const { error, endpoint } = parameter;
      return [[name, errorOf(error, { endpoint }) ?? error]];
    }
    // A plural chooses by the number, which is as exact as what is shown of it.
    const shown: [string, number] = [`${name}Count`, Math.round(parameter.value * 100) / 100];
    return [[name, measureText(parameter)], ...(parameter.unit === 'count' ? [shown] : [])];
  };
  const asText = (parameters: AdviceParameters): Record<string, string | number> =>
    Object.fromEntries(
      Object.entries(parameters).flatMap(([name, value]) => parameterTexts(name, value)),
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
    reason: (reason: UnknownReason): string => say(`reasons.${reason}`, {}, reason),
  };
};
