'use client';

import { useTranslations } from 'use-intl';

const failures = [
  'bad_status',
  'deadline_exceeded',
  'member_unreachable',
  'no_url',
  'not_metrics',
  'other_member',
  'tls_certificate_expired',
  'tls_client_certificate_refused',
  'tls_name_mismatch',
  'tls_unknown_authority',
] as const;

/** Why a metrics page could not be read, in words. */
export const useFailureText = (): ((failure: string | null) => string) => {
  const t = useTranslations('metrics.failures');
  return (failure) => {
    const known = failures.find((code) => code === failure);
    return known === undefined ? t('other', { code: failure ?? '' }) : t(known);
  };
};
