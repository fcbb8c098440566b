'use client';

import { useTranslations } from 'use-intl';
import type { Member } from '@/lib/domain/api/overview';
import { Bar } from '../ui/bar';
import { useFormat } from '../ui/use-format';

/** From this share of the quota on the bar warns, as etcd stops writes at the whole. */
const warningFraction = 0.8;

const share = (part: string | null, quota: string): number => Number(part ?? 0) / Number(quota);

/** A member's database in use, on disk and allowed: a bar, and the same numbers as text. */
export const DatabaseUse = ({ member }: { member: Member }) => {
  const common = useTranslations('common');
  const { bytes } = useFormat();
  const { databaseSize, databaseSizeInUse, quota } = member;
  if (databaseSize === null) {
    return common('notExposed');
  }
  const exposed = (value: string | null) => (value === null ? common('notExposed') : bytes(value));
  const isNearQuota = quota !== null && share(databaseSize, quota) >= warningFraction;
  return (
    <>
      {quota === null ? null : (
        <Bar
          className="mr-2 w-14 wide:w-22 2xl:w-33"
          parts={[
            {
              fraction: share(databaseSize, quota),
              className: isNearQuota ? 'fill-yellow' : 'fill-green-soft',
            },
            { fraction: share(databaseSizeInUse, quota), className: 'fill-green' },
          ]}
        />
      )}
      {exposed(databaseSizeInUse)} / {bytes(databaseSize)} / {exposed(quota)}
    </>
  );
};
