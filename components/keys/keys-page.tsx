'use client';

import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { Tabs } from '../ui/tabs';
import { BrowseTab } from './browse-tab';
import { keysPanels } from './keys-panels';
import { type KeysTab, keysTabs } from './keys-tabs';
import type { KeysPanelProps, OpenTarget } from './panel-props';
import { PathBar } from './path-bar';
import { ancestorsOf } from './path-entries';
import { TreeNotices } from './tree-notices';
import { useKeyLocation } from './use-key-location';
import { useKeyTree } from './use-key-tree';
import { useLiveTree } from './use-live-tree';
import { useSelection } from './use-selection';

const RevisionSlider = lazy(async () => ({
  default: (await import('../history/revision-slider')).RevisionSlider,
}));
const PastBanner = lazy(async () => ({ default: (await import('./past-banner')).PastBanner }));

type KeysPageProps = { cluster: string; kubernetesPrefix: string };

/** The keys of a cluster: a path, a tree and what is open, and what else is done with keys. */
export const KeysPage = ({ cluster, kubernetesPrefix }: KeysPageProps) => {
  const t = useTranslations('keys');
  const client = useQueryClient();
  const location = useKeyLocation();
  const tree = useKeyTree(cluster, location);
  const { revision } = location;
  const live = useLiveTree(tree, { cluster, revision });
  // Here, so that what is checked outlives a look at another tab.
  const selection = useSelection(tree.rows, tree.delimiter);

  const open: OpenTarget = (kind, bytes, at) => {
    if (kind === 'folder') {
      void location.openFolder(bytes, tree.levels.get(bytes)?.view, at);
      return;
    }
    const folder = ancestorsOf('key', bytes, tree.delimiter).at(-1) ?? '';
    const part = tree.expanded.has(folder) ? tree.levels.get(folder)?.view : undefined;
    void location.openKey(bytes, part, at);
  };
  const refresh = (isRecounted: boolean) => {
    tree.refresh(isRecounted);
    void client.invalidateQueries({ queryKey: ['key', cluster] });
  };

  const showRevision = (at: string | null) => void location.showRevision(at);

  // What is loaded on its own is not rendered on the server: by the time it is there, queries may
  // have answers that the server's HTML lacked.
  const isInBrowser = tree.root !== undefined;

  const items = keysTabs.map((tab) => {
    if (tab === 'browse') {
      const browse = { cluster, kubernetesPrefix, location, tree, live, selection };
      return {
        value: tab,
        label: t(`tabs.${tab}`),
        content: <BrowseTab {...browse} onOpen={open} onRefresh={refresh} />,
      };
    }
    return {
      value: tab,
      label: t(`tabs.${tab}`),
      content: isInBrowser ? (
        <PanelOf tab={tab} cluster={cluster} prefix={tree.current} onOpen={open} />
      ) : null,
    };
  });

  return (
    <div className="flex h-[calc(100dvh-92px)] min-h-120 min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-80 flex-1">
          <PathBar
            cluster={cluster}
            delimiter={tree.delimiter}
            revision={revision ?? undefined}
            way={tree.way}
            onOpen={open}
          />
        </div>
        {isInBrowser ? (
          <Suspense fallback={<div className="min-h-8 w-96" />}>
            <RevisionSlider cluster={cluster} revision={revision} onRevision={showRevision} />
          </Suspense>
        ) : null}
      </div>
      {revision === null || !isInBrowser ? null : (
        <Suspense>
          <PastBanner cluster={cluster} revision={revision} onNow={() => showRevision(null)} />
        </Suspense>
      )}
      <TreeNotices tree={tree} onRefresh={() => refresh(false)} />
      <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-md border border-line bg-card">
        <Tabs
          label={t('whatToDo')}
          value={location.tab}
          items={items}
          onChange={(tab) => void location.showTab(tab)}
          panelClassName="flex min-h-0 flex-1 flex-col"
        />
      </div>
    </div>
  );
};

type PanelOfProps = KeysPanelProps & { tab: KeysTab };

const PanelOf = ({ tab, ...panel }: PanelOfProps) => {
  const t = useTranslations('keys');
  const Panel = keysPanels.get(tab);
  return Panel === undefined ? null : (
    <div className="min-h-0 flex-1 overflow-auto">
      <Suspense fallback={<p className="p-4 text-muted">{t('loading')}</p>}>
        <Panel {...panel} />
      </Suspense>
    </div>
  );
};
