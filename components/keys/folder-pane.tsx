'use client';

import { File, Folder } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { CopyButton } from '../ui/copy-button';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { Notice } from '../ui/notice';
import { useFormat } from '../ui/use-format';
import type { OpenTarget } from './panel-props';
import type { Level } from './tree-level';

const firstRows = 12;

type FolderPaneProps = {
  level: Level | undefined;
  /** The open folder; undefined for the whole store. */
  entry: FolderEntry | undefined;
  onOpen: OpenTarget;
  /** What can be done with the folder. */
  actions: ReactNode;
  /** What is particular about this folder. */
  children: ReactNode;
};

/** What stands beside the tree while no key is open: the folder in numbers, and where to go on. */
export const FolderPane = ({ level, entry, onOpen, actions, children }: FolderPaneProps) => {
  const t = useTranslations('keys');
  if (level?.state === 'failed' && level.entries.length === 0) {
    return (
      <div className="p-4">
        <ErrorNotice error={level.error} />
      </div>
    );
  }
  if (level === undefined || level.revision === '0') {
    return <EmptyState title={t('chooseKey')}>{t('chooseKeyHow')}</EmptyState>;
  }
  const name = entry?.name.text ?? t('allKeys');
  return (
    <section className="min-h-0 flex-1 overflow-auto" aria-label={name}>
      <header className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line border-b px-4 py-3">
        <h2 className="flex min-w-0 items-center gap-1 font-semibold">
          <span className="break-all font-mono">{name}</span>
          {entry === undefined ? null : (
            <CopyButton text={entry.name.text} label={t('copyFolder')} />
          )}
        </h2>
        <div className="ml-auto flex flex-wrap gap-2 empty:hidden">{actions}</div>
        <FolderFacts level={level} />
      </header>
      <div className="grid gap-4 p-4">
        {children}
        {level.isPartial && level.view.filter === undefined ? (
          <Notice tone="warning">{t('partlyLocked')}</Notice>
        ) : null}
        <FirstEntries level={level} onOpen={onOpen} />
      </div>
    </section>
  );
};

const FolderFacts = ({ level }: { level: Level }) => {
  const t = useTranslations('keys');
  const { count } = useFormat();
  const { entries, next, previous, total, totalKind, revision } = level;
  const folders = entries.filter(({ kind }) => kind === 'folder').length;
  const isWhole = next === null && previous === null && level.view.filter === undefined;
  return (
    <p className="w-full text-muted">
      {t(totalKind === 'at-least' ? 'folderHoldsAtLeast' : 'folderHolds', {
        count: Number(total),
        revision: count(revision),
      })}
      {isWhole ? ` ${t('folderHasDirect', { folders, keys: entries.length - folders })}` : null}
    </p>
  );
};

/** The first children as links, for those who look at the pane and not at the tree. */
const FirstEntries = ({ level, onOpen }: { level: Level; onOpen: OpenTarget }) => {
  const t = useTranslations('keys');
  const { count } = useFormat();
  const first = level.entries.slice(0, firstRows);
  if (first.length === 0) {
    return null;
  }
  return (
    <section aria-label={t('firstOfFolder')}>
      <h3 className="pb-1 text-muted text-sm">{t('firstOfFolder')}</h3>
      <ul className="grid">
        {first.map((entry) => {
          const Icon = entry.kind === 'folder' ? Folder : File;
          return (
            <li key={entry.name.bytes}>
              <button
                type="button"
                onClick={() => onOpen(entry.kind, entry.name.bytes)}
                className="flex w-full items-center gap-2 rounded-md px-1.5 py-0.5 text-left hover:bg-row-hover"
              >
                <Icon aria-hidden size={14} className="flex-none text-muted" />
                <span className="min-w-0 truncate font-mono text-sm">
                  {entry.label === '' ? entry.name.text : entry.label}
                </span>
                {entry.count === null ? null : (
                  <span className="ml-auto text-muted text-sm">{count(entry.count)}</span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
      {level.entries.length > firstRows || level.next !== null ? (
        <p className="px-1.5 pt-1 text-muted text-sm">{t('restInTree')}</p>
      ) : null}
    </section>
  );
};
