'use client';

import { useTranslations } from 'use-intl';
import { Notice } from '@/components/ui/notice';
import { useFormat } from '@/components/ui/use-format';
import { useNow } from '@/components/ui/use-now';
import type { ComparedReport } from '@/lib/domain/api/space';

const staleMilliseconds = 24 * 3_600_000;

/** What one must know before trusting the numbers: that they are partial, mixed or old. */
export const ScanNotices = ({ report }: { report: ComparedReport }) => {
  const t = useTranslations('space');
  const format = useFormat();
  const now = useNow(60_000);
  const { completeness, keys, expectedKeys, firstRevision, revision, takenAt } = report;
  const isStale = now.getTime() - Date.parse(takenAt) > staleMilliseconds;
  return (
    <>
      {completeness === 'cancelled' || completeness === 'failed' ? (
        <Notice tone="warning" role="status">
          {t(`partial.${completeness}`, {
            keys,
            expected: expectedKeys,
            share: format.percent(expectedKeys === 0 ? 0 : keys / expectedKeys),
          })}
        </Notice>
      ) : null}
      {completeness === 'restarted' ? (
        <Notice tone="warning" role="status">
          {t('partial.restarted', { first: firstRevision, last: revision })}
        </Notice>
      ) : null}
      {isStale ? <Notice>{t('stale', { time: format.dateTime(takenAt) })}</Notice> : null}
    </>
  );
};
