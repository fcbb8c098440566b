'use client';

import { useTranslations } from 'use-intl';
import type { Mark } from '@/lib/domain/api/metrics';

/** What a mark says on the time axis. */
export const useMarkText = (): ((mark: Mark) => string) => {
  const t = useTranslations('metrics.marks');
  return ({ kind, memberName }) => t(kind, { member: memberName ?? '' });
};
