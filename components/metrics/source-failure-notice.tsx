'use client';

import { useTranslations } from 'use-intl';
import type { Panels } from '@/lib/domain/api/metrics';
import { Notice } from '../ui/notice';
import { useCodeText } from '../ui/use-code-text';

type SourceFailureNoticeProps = { failure: Panels['sourceFailure'] };

/** That the charts are not from the Prometheus that is configured, and why. */
export const SourceFailureNotice = ({ failure }: SourceFailureNoticeProps) => {
  const t = useTranslations('metrics.cost');
  const errorText = useCodeText('errors');
  return failure === undefined ? null : (
    <Notice tone="warning" role="status">
      {t('notPrometheus')} {errorText(failure.code, failure.parameters) ?? failure.code}{' '}
      {t('ownInstead')}
    </Notice>
  );
};
