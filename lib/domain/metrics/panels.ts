import { clientPanels } from './client-panels';
import { databasePanels } from './database-panels';
import { diskPanels } from './disk-panels';
import { networkPanels } from './network-panels';
import type { PanelDeclaration } from './panel-declaration';
import { processPanels } from './process-panels';
import { raftPanels } from './raft-panels';

/** Every chart, in the order of the metrics page. */
export const panelDeclarations: readonly PanelDeclaration[] = [
  ...diskPanels,
  ...raftPanels,
  ...networkPanels,
  ...clientPanels,
  ...databasePanels,
  ...processPanels,
];

/** The declaration of a panel, or undefined for an id that is none. */
export const findPanel = (id: string): PanelDeclaration | undefined =>
  panelDeclarations.find((panel) => panel.id === id);
