'use client';

import clsx from 'clsx';
import {
  ChevronDown,
  ChevronRight,
  File,
  Folder,
  FolderOpen,
  LockKeyhole,
  Square,
  SquareCheck,
} from 'lucide-react';
import type { MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { Tag } from '../ui/tag';
import { TimeAgo } from '../ui/time-ago';
import { useFormat } from '../ui/use-format';
import type { EntryRow } from './tree-rows';

type EntryContentProps = {
  row: EntryRow;
  /** Undefined where rows cannot be checked. */
  isChecked: boolean | undefined;
  isFilteredInside: boolean;
  onToggle: () => void;
  onCheck: (isRange: boolean) => void;
};

/** A key or folder in its row: its sign, its name, what is particular about it, its keys. */
export const EntryContent = ({
  row,
  isChecked,
  isFilteredInside,
  onToggle,
  onCheck,
}: EntryContentProps) => {
  const t = useTranslations('keys');
  const { entry, isExpanded } = row;
  const isFolder = entry.kind === 'folder';
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
      <Sign row={row} isChecked={isChecked} onCheck={onCheck} />
      <span
        className={clsx('min-w-0 truncate font-mono text-sm', entry.locked && 'text-muted')}
        title={entry.name.text}
      >
        {entry.label === '' ? (
          <EmptyLabel isFolder={isFolder} name={entry.name.text} />
        ) : (
          entry.label
        )}
      </span>
      {entry.masked ? <Tag>{t('maskedTag')}</Tag> : null}
      {entry.lease === null ? null : <Tag>{t('leaseTag')}</Tag>}
      {entry.locked ? (
        <span title={t('lockedWhy')}>
          <Tag tone="warning">{t('lockedTag')}</Tag>
          <span className="sr-only"> {t('lockedWhy')}</span>
        </span>
      ) : null}
      {isFilteredInside ? <Tag tone="warning">{t('filteredTag')}</Tag> : null}
      <EntryCount entry={entry} />
    </>
  );
};

const EntryCount = ({ entry }: { entry: FolderEntry }) => {
  const t = useTranslations('keys');
  const { count, dateTime } = useFormat();
  if (entry.count === null) {
    return null;
  }
  return (
    <span className="ml-auto whitespace-nowrap pl-2 text-muted text-sm">
      {count(entry.count)}
      <span className="sr-only"> {t('keysWord')}</span>
      {entry.countedAt === null ? null : (
        <span title={t('countedAt', { time: dateTime(entry.countedAt) })}>
          {' · '}
          <TimeAgo time={entry.countedAt} />
        </span>
      )}
    </span>
  );
};

type SignProps = Pick<EntryContentProps, 'row' | 'isChecked' | 'onCheck'>;

/** The icon of the kind; under the pointer, and while something is checked, the box to check. */
const Sign = ({ row, isChecked, onCheck }: SignProps) => {
  const { entry, isExpanded } = row;
  const Icon = iconOf(entry, isExpanded);
  if (isChecked === undefined || entry.locked) {
    return <Icon aria-hidden size={14} className="flex-none text-muted" />;
  }
  const Box = isChecked ? SquareCheck : Square;
  const check = (event: MouseEvent) => {
    event.stopPropagation();
    onCheck(event.shiftKey);
  };
  return (
    <span aria-hidden data-check className="-m-1 flex-none p-1 text-muted" onClick={check}>
      <Icon
        size={14}
        className={clsx(
          'group-hover/row:hidden group-[.is-choosing]:hidden',
          isChecked && 'hidden',
        )}
      />
      <Box
        size={14}
        className={clsx(
          isChecked ? 'text-green-ink' : 'hidden group-hover/row:block group-[.is-choosing]:block',
        )}
      />
    </span>
  );
};

const iconOf = (entry: FolderEntry, isExpanded: boolean) => {
  if (entry.locked) {
    return LockKeyhole;
  }
  if (entry.kind === 'key') {
    return File;
  }
  return isExpanded ? FolderOpen : Folder;
};

/** A folder without a name is shown as the delimiter it ends in, a key without one in words. */
const EmptyLabel = ({ isFolder, name }: { isFolder: boolean; name: string }) => {
  const t = useTranslations('keys');
  return isFolder ? name.slice(-1) : <em className="text-muted">{t('emptyName')}</em>;
};
