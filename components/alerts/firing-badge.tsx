'use client';

import { useTranslations } from 'use-intl';
import { useAlerts } from '@/lib/api/alerts';

/** How many alerts of a cluster fire that nobody has silenced; nothing where none does. */
export const FiringBadge = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('shell');
  const { data } = useAlerts(cluster);
  const count = (data?.rules ?? [])
    .flatMap(({ alerts }) => alerts)
    .filter(({ state, silencedBy }) => state === 'firing' && silencedBy === null).length;
  return count === 0 ? null : (
    <span className="inline-block min-w-4.5 rounded-full bg-red-fill px-1.25 text-center font-semibold text-white text-xs leading-4.5">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t('firingAlerts', { count })}</span>
    </span>
  );
};
