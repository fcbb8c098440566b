'use client';

import { useTranslations } from 'use-intl';
import type { NotExposed } from '@/lib/domain/api/metrics';

/** Which members do not expose what a panel shows, and why, a line for each reason. */
export const NotExposedNote = ({ members }: { members: readonly NotExposed[] }) => {
  const t = useTranslations('metrics');
  const reasons = [...new Set(members.map(({ reason }) => reason))];
  return reasons.map((reason) => (
    <p key={reason} className="text-muted text-xs">
      {t('notExposedBy', {
        reason: t(`notExposed.${reason}`),
        members: members
          .filter((member) => member.reason === reason)
          .map(({ memberName }) => memberName)
          .join(', '),
      })}
    </p>
  ));
};
