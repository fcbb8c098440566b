'use client';

import { useTranslations } from 'use-intl';
import { useFormat } from '@/components/ui/use-format';
import type { Operation } from '@/lib/domain/api/operations';

/** Writes an amount of an operation's work in its unit: bytes of a backup, keys of the rest. */
export const useAmount = (): ((
  operation: Pick<Operation, 'kind'>,
  amount: string | number,
) => string) => {
  const t = useTranslations('activity');
  const format = useFormat();
  return ({ kind }, amount) =>
    kind === 'backup' ? format.bytes(amount) : t('keys', { count: Math.round(Number(amount)) });
};
