'use client';

import clsx from 'clsx';
import { useTranslations } from 'use-intl';
import { useErrorText } from '../ui/error-notice';
import type { Level } from './tree-level';
import type { EdgeType, TreeRow } from './tree-rows';

type EdgeRow = Extract<TreeRow, { type: EdgeType }>;

const useEdgeText = (row: EdgeRow, level: Level | undefined): string => {
  const t = useTranslations('keys');
  const errorText = useErrorText();
  const shown = level?.entries.length ?? 0;
  const isFiltered = level?.view.filter !== undefined;
  switch (row.type) {
    case 'earlier':
      return level?.before === null || level === undefined
        ? t('loadEarlier')
        : t('loadEarlierOf', { count: Number(level.before) });
    case 'more':
      return isFiltered && level?.isPartial
        ? t('filterGoesOn', { count: shown })
        : t('loadMore', { count: shown });
    case 'full':
      return t('folderFull', { count: shown });
    case 'loading':
      return isFiltered ? t('filtering') : t('loading');
    case 'empty':
      return isFiltered ? t('filterFindsNothing') : t('emptyFolder');
    case 'failed':
      return `${errorText(level?.error)} ${t('clickToRetry')}`;
  }
};

/** What stands at an end of a folder that is not loaded whole. */
export const EdgeContent = ({ row, level }: { row: EdgeRow; level: Level | undefined }) => {
  const text = useEdgeText(row, level);
  return (
    <span
      className={clsx(
        'truncate pl-9 text-sm',
        (row.type === 'more' || row.type === 'earlier') && 'text-blue',
        row.type === 'failed' && 'text-red-ink',
        (row.type === 'loading' || row.type === 'empty' || row.type === 'full') && 'text-muted',
      )}
      title={text}
    >
      {text}
    </span>
  );
};
