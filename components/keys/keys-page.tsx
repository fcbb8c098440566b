'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { Notice } from '../ui/notice';
import { FolderPane } from './folder-pane';
import { KeyPane } from './key-pane';
import { KeyTree } from './key-tree';
import { PathBar } from './path-bar';
import { TreeFooter } from './tree-footer';
import type { TreeRow } from './tree-rows';
import { useKeyLocation } from './use-key-location';
import { useKeyTree } from './use-key-tree';

/** The keys of a cluster: a path, a tree, and what is open. */
export const KeysPage = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('keys');
  const client = useQueryClient();
  const location = useKeyLocation();
  const tree = useKeyTree(cluster, location);
  const { key, folder } = location;

  const open = (kind: 'key' | 'folder', bytes: string) => {
    void (kind === 'key' ? location.openKey(bytes) : location.openFolder(bytes));
  };
  const select = ({ entry, isExpanded }: Extract<TreeRow, { type: 'entry' }>) => {
    const { bytes } = entry.name;
    if (entry.kind === 'folder') {
      if (isExpanded && bytes === folder) {
        tree.collapse(bytes);
      } else {
        tree.expand([bytes]);
      }
    }
    open(entry.kind, bytes);
  };
  const refresh = () => {
    tree.refresh();
    void client.invalidateQueries({ queryKey: ['key', cluster] });
  };

  return (
    <>
      <PathBar
        cluster={cluster}
        delimiter={tree.root?.delimiter ?? '/'}
        way={tree.way}
        onOpen={open}
      />
      {tree.restarted ? (
        <Notice tone="warning" role="status">
          {t('restarted')}
        </Notice>
      ) : null}
      <div className="grid h-[calc(100dvh-150px)] min-h-100 grid-rows-[2fr_3fr] overflow-hidden md:grid-cols-[minmax(280px,2fr)_minmax(0,3fr)] md:grid-rows-1 rounded-md border border-line bg-card">
        <div className="flex min-h-0 min-w-0 flex-col border-line border-b md:border-r md:border-b-0">
          <TreeContent tree={tree} selectedId={selectedId(key, folder)} onSelect={select} />
          {tree.root === undefined || tree.root.revision === '0' ? null : (
            <TreeFooter root={tree.root} onRefresh={refresh} />
          )}
        </div>
        <div className="flex min-h-0 min-w-0 flex-col">
          {key === null ? (
            <FolderPane
              folder={folder === null ? undefined : tree.folders.get(folder)}
              name={tree.way.at(-1)}
            />
          ) : (
            <KeyPane
              key={key}
              cluster={cluster}
              keyBytes={key}
              view={location.view}
              onView={location.showAs}
            />
          )}
        </div>
      </div>
    </>
  );
};

type TreeContentProps = {
  tree: ReturnType<typeof useKeyTree>;
  selectedId: string | undefined;
  onSelect: (row: Extract<TreeRow, { type: 'entry' }>) => void;
};

const TreeContent = ({ tree, selectedId: selected, onSelect }: TreeContentProps) => {
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
        <ErrorNotice error={root.error} onRetry={tree.refresh} />
      </div>
    );
  }
  if (root.state === 'ready' && root.total === '0') {
    return (
      <div className="flex-1">
        <EmptyState title={t('noKeys')}>{t('noKeysWhy')}</EmptyState>
      </div>
    );
  }
  return (
    <KeyTree
      rows={tree.rows}
      folders={tree.folders}
      selectedId={selected}
      onExpand={(prefix) => tree.expand([prefix])}
      onCollapse={tree.collapse}
      onLoadMore={(prefix) => void tree.loadMore(prefix)}
      onSelect={onSelect}
    />
  );
};

const selectedId = (key: string | null, folder: string | null): string | undefined => {
  if (key !== null) {
    return `key:${key}`;
  }
  return folder === null || folder === '' ? undefined : `folder:${folder}`;
};
