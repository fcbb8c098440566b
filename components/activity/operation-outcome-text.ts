'use client';

import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-notice';
import { useFormat } from '@/components/ui/use-format';
import type { Operation } from '@/lib/domain/api/operations';
import { operationError } from './operation-error';
import { useAmount } from './use-amount';

const millisecondsBetween = (from: string, to: string): number =>
  new Date(to).getTime() - new Date(from).getTime();

/** From here on whole seconds are exact enough. */
const longMilliseconds = 60_000;

/** How an operation ended, in a sentence; undefined while it runs. */
export const useOutcomeText = (): ((operation: Operation) => string | undefined) => {
  const t = useTranslations('activity');
  const format = useFormat();
  const amount = useAmount();
  const errorText = useErrorText();
  return (operation) => {
    const { kind, state, target, startedAt, endedAt, failure } = operation;
    if (state === 'running') {
      return undefined;
    }
    const taken = millisecondsBetween(startedAt, endedAt ?? startedAt);
    return t(`outcome.${kind}.${state}`, {
      target,
      size: amount(operation, operation.done),
      duration:
        taken < longMilliseconds ? format.milliseconds(taken) : format.duration(taken / 1000),
      reason: failure === null ? '' : errorText(operationError(failure)),
    });
  };
};
