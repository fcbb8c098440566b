import type { Member } from '@/lib/domain/api/overview';

/** How full a member's database is: the file's size over its quota, 0 to 1 and above. */
type QuotaUse = { member: Member; fraction: number };

const quotaUse = (member: Member): QuotaUse[] => {
  const { databaseSize, quota } = member;
  return databaseSize === null || quota === null || quota === '0'
    ? []
    : [{ member, fraction: Number(databaseSize) / Number(quota) }];
};

/** The member nearest to its quota; undefined where no member tells both size and quota. */
export const fullestMember = (members: readonly Member[]): QuotaUse | undefined =>
  members.flatMap(quotaUse).sort((left, right) => right.fraction - left.fraction)[0];
