'use client';

import { useTranslations } from 'use-intl';
import type { Alerts } from '@/lib/domain/api/alerts';
import { Notice } from '../ui/notice';
import { TimeAgo } from '../ui/time-ago';
import { useCodeText } from '../ui/use-code-text';

type StandInNoticeProps = { standIn: NonNullable<Alerts['standIn']> };

/** That our own samples stand in for Prometheus: for how many rules, since when, and why. */
export const StandInNotice = ({ standIn: { since, rules, failure } }: StandInNoticeProps) => {
  const t = useTranslations('alerts.standIn');
  const textOfCode = useCodeText('errors');
  return (
    <div className="mt-3">
      <Notice tone="warning">
        <p>
          {t.rich('what', { count: rules, time: () => <TimeAgo time={since} /> })}{' '}
          {textOfCode(failure.code, failure.parameters) ?? failure.code}
        </p>
        <p className="text-muted">{t('meaning')}</p>
      </Notice>
    </div>
  );
};
