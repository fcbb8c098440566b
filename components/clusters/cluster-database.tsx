'use client';

import { useTranslations } from 'use-intl';
import type { Overview } from '@/lib/domain/api/overview';
import { fullestMember } from '../overview/quota-use';
import { Bar } from '../ui/bar';
import { useFormat } from '../ui/use-format';

const warningFraction = 0.8;

/** The database of the member nearest to its quota. */
export const ClusterDatabase = ({ overview }: { overview: Overview }) => {
  const t = useTranslations('clusters');
  const common = useTranslations('common');
  const { bytes } = useFormat();
  const { members, answered } = overview;
  const fullest = fullestMember(members);
  const size = (fullest?.member ?? members.find((member) => member.databaseSize))?.databaseSize;
  const quota = fullest?.member.quota;
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-2">
        <span className="text-muted text-xs">{t('database')}</span>
        <span>
          {!size
            ? common(answered === 0 ? 'unknown' : 'notExposed')
            : quota
              ? t('ofQuota', { size: bytes(size), quota: bytes(quota) })
              : t('noQuota', { size: bytes(size) })}
        </span>
      </div>
      {fullest === undefined ? null : (
        <Bar
          className="w-full"
          parts={[
            {
              fraction: fullest.fraction,
              className: fullest.fraction >= warningFraction ? 'fill-yellow' : 'fill-green',
            },
          ]}
        />
      )}
    </div>
  );
};
