'use client';

import { lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '../shell/session-context';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { KeyPane } from './key-pane';
import { KeyTree } from './key-tree';
import { OpenFolder } from './open-folder';
import type { OpenTarget } from './panel-props';
import { TreeFooter } from './tree-footer';
import { type EntryRow, entryId } from './tree-rows';
import { TreeTools } from './tree-tools';
import type { KeyLocation } from './use-key-location';
import type { KeyTreeState } from './use-key-tree';
import type { LiveTree } from './use-live-tree';
import type { Selection } from './use-selection';

const BulkBar = lazy(async () => ({ default: (await import('../bulk/bulk-bar')).BulkBar }));

type BrowseTabProps = {
  cluster: string;
  kubernetesPrefix: string;
  location: KeyLocation;
  tree: KeyTreeState;
  live: LiveTree;
  selection: Selection;
  onOpen: OpenTarget;
  /** Reads the open folders anew; counts every folder in them where a person asked. */
  onRefresh: (isRecounted: boolean) => void;
};

/** The tree beside what is open in it. */
export const BrowseTab = ({ location, tree, live, selection, ...of }: BrowseTabProps) => {
  const { cluster, kubernetesPrefix, onOpen, onRefresh } = of;
  const t = useTranslations('keys');
  const { key, folder, revision } = location;
  const mayExport = useMay('key:export');
  const mayDelete = useMay('key:delete');
  const canCheck = (mayExport || mayDelete) && revision === null;
  const openName = tree.way.at(-1);
  const folderName = tree.way.findLast(({ kind }) => kind === 'folder')?.name.text ?? '';

  const select = ({ entry, isExpanded }: EntryRow) => {
    const { bytes } = entry.name;
    if (entry.kind === 'folder' && isExpanded && bytes === folder) {
      tree.collapse(bytes);
    } else if (entry.kind === 'folder') {
      tree.expand([bytes]);
    }
    onOpen(entry.kind, bytes);
  };

  return (
    <div className="grid min-h-0 flex-1 grid-rows-[2fr_3fr] md:grid-cols-[minmax(280px,2fr)_minmax(0,3fr)] md:grid-rows-1">
      <div className="flex min-h-0 min-w-0 flex-col border-line border-b md:border-r md:border-b-0">
        <TreeTools
          key={tree.current}
          prefix={tree.current}
          name={folderName}
          view={location.levelView}
          onShow={(part) => void location.showPart(part)}
          onSearch={() => void location.showTab('search')}
        />
        <TreeContent
          tree={tree}
          location={location}
          selection={canCheck ? selection : undefined}
          onSelect={select}
        />
        {canCheck && selection.isFull ? (
          <p role="status" className="border-line border-t px-3 py-1 text-yellow-ink text-sm">
            {t('mostChecked', { count: selection.count })}
          </p>
        ) : null}
        {canCheck && selection.isAny ? (
          <Suspense>
            <BulkBar
              cluster={cluster}
              selection={selection.selection}
              onClear={selection.clear}
              onDone={() => {
                selection.clear();
                onRefresh(false);
              }}
            />
          </Suspense>
        ) : null}
        {tree.root === undefined || tree.root.revision === '0' ? null : (
          <TreeFooter
            root={tree.root}
            current={tree.currentLevel}
            live={live.state}
            onPause={live.pause}
            onRefresh={() => onRefresh(true)}
          />
        )}
      </div>
      <div className="flex min-h-0 min-w-0 flex-col">
        {key === null ? (
          <OpenFolder
            cluster={cluster}
            kubernetesPrefix={kubernetesPrefix}
            prefix={tree.current}
            level={tree.currentLevel}
            entry={openName}
            revision={revision}
            onOpen={onOpen}
            onDone={() => onRefresh(false)}
          />
        ) : (
          <KeyPane
            key={key}
            cluster={cluster}
            keyBytes={key}
            revision={revision}
            view={location.view}
            onView={(view) => void location.showAs(view)}
            onOpen={onOpen}
          />
        )}
      </div>
    </div>
  );
};

type TreeContentProps = {
  tree: KeyTreeState;
  location: KeyLocation;
  selection: Selection | undefined;
  onSelect: (row: EntryRow) => void;
};

const TreeContent = ({ tree, location, selection, onSelect }: TreeContentProps) => {
  const t = useTranslations('keys');
  const { root } = tree;
  // The server's own rendering ends here: rows have inline styles, which the policy refuses there.
  if (root === undefined) {
    return (
      <div role="status" className="flex-1 p-3 text-muted">
        {t('loading')}
      </div>
    );
  }
  if (root.state === 'failed' && root.entries.length === 0) {
    return (
      <div className="flex-1 p-3">
        <ErrorNotice error={root.error} onRetry={tree.retry} />
      </div>
    );
  }
  const isWhole = root.view.filter === undefined && root.view.from === undefined;
  if (root.state === 'ready' && root.entries.length === 0 && isWhole && root.next === null) {
    return (
      <div className="flex-1">
        <EmptyState title={t('noKeys')}>{t('noKeysWhy')}</EmptyState>
      </div>
    );
  }
  return (
    <KeyTree
      rows={tree.rows}
      levels={tree.levels}
      selectedId={selectedId(location)}
      sought={soughtRow(tree, location)}
      selection={selection}
      onExpand={(prefix) => tree.expand([prefix])}
      onCollapse={tree.collapse}
      onLoadMore={tree.loadMore}
      onSelect={onSelect}
    />
  );
};

const selectedId = ({ key, folder }: KeyLocation): string | undefined => {
  if (key !== null) {
    return `key:${key}`;
  }
  return folder === null || folder === '' ? undefined : `folder:${folder}`;
};

/** The first or last row of the part of the folder that was asked for, once for each part. */
const soughtRow = ({ current, currentLevel }: KeyTreeState, { levelView }: KeyLocation) => {
  const { from, last } = levelView;
  const isLast = last === true;
  if ((from === undefined && !isLast) || currentLevel?.state !== 'ready') {
    return undefined;
  }
  const entry = isLast ? currentLevel.entries.at(-1) : currentLevel.entries[0];
  const id = entry === undefined ? undefined : entryId(entry);
  return { part: `${current}:${isLast ? 'last' : from}`, id };
};
