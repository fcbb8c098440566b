import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { KeysTab } from './keys-tabs';
import type { KeysPanelProps } from './panel-props';

type Panel = LazyExoticComponent<ComponentType<KeysPanelProps>>;

/** What the tabs beside the tree show, loaded when one is opened first. */
export const keysPanels: ReadonlyMap<KeysTab, Panel> = new Map<KeysTab, Panel>([
  ['search', lazy(async () => ({ default: (await import('../search/search-panel')).SearchPanel }))],
  [
    'changes',
    lazy(async () => ({ default: (await import('../changes/changes-panel')).ChangesPanel })),
  ],
  [
    'deleted',
    lazy(async () => ({ default: (await import('../history/deleted-panel')).DeletedPanel })),
  ],
  [
    'compare',
    lazy(async () => ({ default: (await import('../history/compare-panel')).ComparePanel })),
  ],
  ['space', lazy(async () => ({ default: (await import('../space/space-panel')).SpacePanel }))],
  ['import', lazy(async () => ({ default: (await import('../bulk/import-panel')).ImportPanel }))],
]);
