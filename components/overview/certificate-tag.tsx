'use client';

import { useTranslations } from 'use-intl';
import type { Certificate } from '@/lib/domain/api/overview';
import { Tag } from '../ui/tag';
import { useFormat } from '../ui/use-format';

/** The days the verdict warns and alarms at as well. */
const warningDays = 30;
const criticalDays = 7;

/** How long a certificate is still valid; framed once it should be renewed. */
export const CertificateTag = ({ certificate }: { certificate: Certificate }) => {
  const t = useTranslations('overview.certificate');
  const { date } = useFormat();
  const { daysLeft, subject, issuer, notAfter } = certificate;
  const expired = daysLeft < 0;
  const words = expired ? t('expired') : daysLeft < 1 ? t('today') : t('left', { days: daysLeft });
  return (
    <span title={t('hint', { subject, issuer, date: date(notAfter) })}>
      {daysLeft >= warningDays ? (
        words
      ) : (
        <Tag tone={daysLeft >= criticalDays ? 'warning' : 'critical'}>{words}</Tag>
      )}
    </span>
  );
};
