import type { Panel } from '../api/metrics';
import type { PanelId } from '../metrics/panel-declaration';

/** What is written on a dashboard, in one language: what the metrics page says of the same charts. */
export type DashboardWords = {
  panels: Readonly<Record<PanelId, { title: string; hint: string }>>;
  groups: Readonly<Record<Panel['group'], string>>;
  /** Names of lines that are not their own, such as `p99` is. */
  parts: Readonly<Record<string, string>>;
  /** The title of a chart's heat map. */
  heatmap: (title: string) => string;
  dataSource: string;
  /** Of which member heat maps are. */
  member: string;
};
