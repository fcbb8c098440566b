'use client';

import { useTranslations } from 'use-intl';
import { panelGroups } from './panel-group';

/** Jumps to the groups of the page. */
export const GroupLinks = () => {
  const t = useTranslations('metrics');
  return (
    <nav aria-label={t('groupLinks')} className="flex flex-wrap gap-x-1">
      {panelGroups.map((group) => (
        <a
          key={group}
          href={`#group-${group}`}
          className="rounded-md px-2 py-1 text-blue hover:bg-row-hover hover:underline"
        >
          {t(`groups.${group}`)}
        </a>
      ))}
    </nav>
  );
};
