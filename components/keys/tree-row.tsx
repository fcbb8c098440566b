'use client';

import clsx from 'clsx';
import { ChevronDown, ChevronRight, File, Folder, FolderOpen } from 'lucide-react';
import type { CSSProperties, MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useErrorText } from '../ui/error-notice';
import { Tag } from '../ui/tag';
import { useFormat } from '../ui/use-format';
import type { LoadedFolder, TreeRow } from './tree-rows';

type TreeRowProps = {
  id: string;
  row: TreeRow;
  /** The folder the row stands in. */
  folder: LoadedFolder | undefined;
  isFocused: boolean;
  isSelected: boolean;
  style: CSSProperties;
  onActivate: () => void;
  onToggle: () => void;
};

/** One row of the tree. The keyboard belongs to the tree, so a row only listens to the mouse. */
export const TreeRowView = ({
  id,
  row,
  folder,
  isFocused,
  isSelected,
  style,
  onActivate,
  onToggle,
}: TreeRowProps) => {
  const isFolder = row.type === 'entry' && row.entry.kind === 'folder';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around handles the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its row.
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth}
      aria-expanded={isFolder ? row.isExpanded : undefined}
      aria-selected={isSelected}
      aria-posinset={row.type === 'entry' ? row.position : undefined}
      aria-setsize={row.type === 'entry' ? setSize(folder) : undefined}
      onClick={onActivate}
      className={clsx(
        'absolute top-0 left-0 flex w-full cursor-pointer items-center gap-1.5 pr-3',
        isSelected ? 'bg-selection shadow-[inset_2px_0_0_var(--green)]' : 'hover:bg-row-hover',
        isFocused &&
          'group-focus-visible:ring-1 group-focus-visible:ring-blue group-focus-visible:ring-inset',
      )}
      style={{ ...style, paddingLeft: 8 + 14 * (row.depth - 1) }}
    >
      {row.type === 'entry' ? (
        <EntryContent row={row} onToggle={onToggle} />
      ) : (
        <TailContent row={row} folder={folder} />
      )}
    </div>
  );
};

/** The set is only known whole once its last page is loaded (-1 says so). */
const setSize = (folder: LoadedFolder | undefined): number =>
  folder === undefined || folder.next !== null ? -1 : folder.entries.length;

type EntryRow = Extract<TreeRow, { type: 'entry' }>;

const EntryContent = ({ row, onToggle }: { row: EntryRow; onToggle: () => void }) => {
  const t = useTranslations('keys');
  const { count } = useFormat();
  const { entry, isExpanded } = row;
  const isFolder = entry.kind === 'folder';
  const Icon = isFolder ? (isExpanded ? FolderOpen : Folder) : File;
  const Chevron = isExpanded ? ChevronDown : ChevronRight;
  const toggle = (event: MouseEvent) => {
    event.stopPropagation();
    onToggle();
  };
  return (
    <>
      <span aria-hidden className="flex w-4 flex-none justify-center text-muted">
        {isFolder ? <Chevron size={14} onClick={toggle} /> : null}
      </span>
      <Icon aria-hidden size={14} className="flex-none text-muted" />
      <span className="min-w-0 truncate font-mono text-sm" title={entry.name.text}>
        {entry.label === '' ? (
          <EmptyLabel isFolder={isFolder} name={entry.name.text} />
        ) : (
          entry.label
        )}
      </span>
      {entry.masked ? <Tag>{t('maskedTag')}</Tag> : null}
      {entry.lease === null ? null : <Tag>{t('leaseTag')}</Tag>}
      {entry.count === null ? null : (
        <span className="ml-auto pl-2 text-muted text-sm">
          {count(entry.count)}
          <span className="sr-only"> {t('keysWord')}</span>
        </span>
      )}
    </>
  );
};

/** A folder without a name is shown as the delimiter it ends in, a key without one in words. */
const EmptyLabel = ({ isFolder, name }: { isFolder: boolean; name: string }) => {
  const t = useTranslations('keys');
  return isFolder ? name.slice(-1) : <em className="text-muted">{t('emptyName')}</em>;
};

const TailContent = ({ row, folder }: { row: TreeRow; folder: LoadedFolder | undefined }) => {
  const t = useTranslations('keys');
  const errorText = useErrorText();
  const texts = {
    entry: '',
    more: t('loadMore', { count: folder?.entries.length ?? 0 }),
    loading: t('loading'),
    empty: t('emptyFolder'),
    failed: `${errorText(folder?.error)} ${t('clickToRetry')}`,
  };
  return (
    <span
      className={clsx(
        'truncate pl-9 text-sm',
        row.type === 'more' && 'text-blue',
        row.type === 'failed' && 'text-red-ink',
        (row.type === 'loading' || row.type === 'empty') && 'text-muted',
      )}
      title={texts[row.type]}
    >
      {texts[row.type]}
    </span>
  );
};
