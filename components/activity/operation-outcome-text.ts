'use client';

import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-notice';
import { useFormat } from '@/components/ui/use-format';
import type { Operation } from '@/lib/domain/api/operations';
import { operationError } from './operation-error';

const secondsBetween = (from: string, to: string): number =>
  (new Date(to).getTime() - new Date(from).getTime()) / 1000;

/** How an operation ended, in a sentence; undefined while it runs. */
export const useOutcomeText = (): ((operation: Operation) => string | undefined) => {
  const t = useTranslations('activity');
  const format = useFormat();
  const errorText = useErrorText();
  return (operation) => {
    const { state, target, startedAt, endedAt, done, failure } = operation;
    if (state === 'running') {
      return undefined;
    }
    return t(`outcome.${state}`, {
      target,
      size: format.bytes(done),
      duration: format.duration(secondsBetween(startedAt, endedAt ?? startedAt)),
      reason: failure === null ? '' : errorText(operationError(failure)),
    });
  };
};
