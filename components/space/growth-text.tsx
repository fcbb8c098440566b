'use client';

import { useTranslations } from 'use-intl';
import { useFormat } from '@/components/ui/use-format';
import type { Growth } from '@/lib/domain/api/space';

/** From here on a rate per hour says something. */
const shortestHours = 1 / 12;

/** How much something has grown, in all and per hour; a dash where that is not known. */
export const GrowthText = ({ growth, hours }: { growth: Growth; hours: number | undefined }) => {
  const t = useTranslations('space');
  const signedBytes = useSignedBytes();
  if (growth === null || hours === undefined) {
    return (
      <span className="text-muted" title={t('growthUnknown')}>
        —
      </span>
    );
  }
  if (growth.bytes === 0 && growth.keys === 0) {
    return <span className="text-muted">{t('noGrowth')}</span>;
  }
  return (
    <>
      {signedBytes(growth.bytes)}
      {hours >= shortestHours ? (
        <span className="text-muted">
          {' '}
          {t('perHour', { amount: signedBytes(growth.bytes / hours) })}
        </span>
      ) : null}
    </>
  );
};

/** Bytes with their sign: `+1.2 MiB`, `−300 B`, `0 B`. */
export const useSignedBytes = (): ((bytes: number) => string) => {
  const format = useFormat();
  return (bytes) => {
    const rounded = Math.round(bytes);
    const sign = rounded > 0 ? '+' : rounded < 0 ? '−' : '';
    return `${sign}${format.bytes(Math.abs(rounded))}`;
  };
};
