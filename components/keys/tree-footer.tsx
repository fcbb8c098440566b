'use client';

import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { IconButton } from '../ui/button';
import { useFormat } from '../ui/use-format';
import type { LoadedFolder } from './tree-rows';

/** How many keys there are, who said so, at which revision and how fast. */
export const TreeFooter = ({ root, onRefresh }: { root: LoadedFolder; onRefresh: () => void }) => {
  const t = useTranslations('keys');
  const { count, milliseconds } = useFormat();
  return (
    <footer className="flex items-center gap-x-3 border-line border-t py-0.5 pr-1 pl-3 text-muted text-sm">
      <span className="whitespace-nowrap text-ink">
        {t('totalKeys', { count: Number(root.total) })}
      </span>
      <span
        className="min-w-0 truncate"
        title={t('revisionIs', { revision: count(root.revision) })}
      >
        {t('answeredBy', { member: root.answeredBy, revision: count(root.revision) })}
      </span>
      <span className="ml-auto whitespace-nowrap">{milliseconds(root.elapsedMilliseconds)}</span>
      <IconButton label={t('refresh')} onClick={onRefresh}>
        <RefreshCw aria-hidden size={14} />
      </IconButton>
    </footer>
  );
};
