import type { Unit } from '../api/metrics';
import type { LineDeclaration, PanelDeclaration } from '../metrics/panel-declaration';
import { linePromql } from '../metrics/to-promql';
import type { DashboardWords } from './dashboard-words';
import { heatmapPanel, memberVariable } from './heatmap-panel';
import type { MonitoringTarget } from './monitoring-target';
import { panelWindow } from './panel-window';

/** Grafana's names of our units. */
const grafanaUnits: Record<Unit, string> = {
  seconds: 's',
  bytes: 'bytes',
  bytesPerSecond: 'Bps',
  perSecond: 'ops',
  count: 'short',
  ratio: 'percentunit',
  time: 's',
};

const panelWidth = 12;
const panelHeight = 8;
const rowHeight = 1;
const datasource = { type: 'prometheus', uid: '$' + '{datasource}' };

/** For whom a dashboard is made, and in which words. */
type Dashboard = { target: MonitoringTarget; words: DashboardWords };

const targetOf = (
  line: LineDeclaration,
  index: number,
  window: string,
  { target: { matchers, memberLabel }, words }: Dashboard,
): object => ({
  datasource,
  refId: String.fromCharCode(65 + index),
  expr: linePromql(line, { matchers, memberLabel, window }),
  legendFormat: [
    `{{${memberLabel}}}`,
    ...(line.by?.map((label) => `{{${label}}}`) ?? [words.parts[line.part] ?? line.part]),
  ]
    .join(' ')
    .trim(),
});

const thresholdsOf = ({ guide }: PanelDeclaration): object => ({
  mode: 'absolute',
  steps: [
    { color: 'green', value: null },
    ...(guide === undefined ? [] : [{ color: 'red', value: guide }]),
  ],
});

const chartOf = (panel: PanelDeclaration, dashboard: Dashboard): object => ({
  type: 'timeseries',
  targets: panel.lines.map((line, index) =>
    targetOf(line, index, panelWindow(panel).window, dashboard),
  ),
  fieldConfig: {
    defaults: {
      unit: grafanaUnits[panel.unit],
      min: 0,
      thresholds: thresholdsOf(panel),
      custom: {
        fillOpacity: 0,
        spanNulls: false,
        thresholdsStyle: { mode: panel.guide === undefined ? 'off' : 'line' },
      },
    },
    overrides: [],
  },
  options: {
    legend: { displayMode: 'table', placement: 'bottom', showLegend: true, calcs: ['lastNotNull'] },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
});

/** The chart of a declaration and, where it is of a histogram, its heat map. */
const panelsOf = (panel: PanelDeclaration, dashboard: Dashboard): object[] => {
  const { title, hint } = dashboard.words.panels[panel.id];
  const heatmap = heatmapPanel(panel, dashboard.target);
  const { interval } = panelWindow(panel);
  const shared = {
    description: hint,
    datasource,
    ...(interval === undefined ? {} : { interval }),
  };
  return [
    { title, ...shared, ...chartOf(panel, dashboard) },
    ...(heatmap === undefined
      ? []
      : [{ title: dashboard.words.heatmap(title), ...shared, ...heatmap }]),
  ];
};

type Placed = { panels: object[]; y: number };

/** A row title, and the panels of the group below it, two beside each other. */
const placeGroup = (
  { panels: before, y }: Placed,
  group: PanelDeclaration['group'],
  declarations: readonly PanelDeclaration[],
  dashboard: Dashboard,
): Placed => {
  const panels = declarations.flatMap((declaration) => panelsOf(declaration, dashboard));
  const row = {
    id: before.length + 1,
    type: 'row',
    title: dashboard.words.groups[group],
    collapsed: false,
    gridPos: { x: 0, y, w: 2 * panelWidth, h: rowHeight },
    panels: [],
  };
  const placed = panels.map((panel, index) => ({
    id: before.length + 2 + index,
    gridPos: {
      x: (index % 2) * panelWidth,
      y: y + rowHeight + Math.floor(index / 2) * panelHeight,
      w: panelWidth,
      h: panelHeight,
    },
    ...panel,
  }));
  return {
    panels: [...before, row, ...placed],
    y: y + rowHeight + Math.ceil(panels.length / 2) * panelHeight,
  };
};

/**
 * A dashboard of Grafana (schema 39, Grafana 10 and later) with the same panels, lines, units and
 * guide lines as the metrics page, and in its words; the data source is chosen on it, and the
 * member that heat maps are of.
 */
export const grafanaDashboard = (
  declarations: readonly PanelDeclaration[],
  target: MonitoringTarget,
  words: DashboardWords,
): object => {
  const groups = new Set(declarations.map(({ group }) => group));
  const { panels } = [...groups].reduce<Placed>(
    (placed, group) =>
      placeGroup(
        placed,
        group,
        declarations.filter((declaration) => declaration.group === group),
        { target, words },
      ),
    { panels: [], y: 0 },
  );
  return {
    uid: target.dashboardId,
    title: `etcd ${target.cluster}`,
    tags: ['etcd', 'etcdscope'],
    schemaVersion: 39,
    version: 1,
    editable: true,
    graphTooltip: 1,
    time: { from: 'now-1h', to: 'now' },
    refresh: '30s',
    templating: {
      list: [
        {
          name: 'datasource',
          label: words.dataSource,
          type: 'datasource',
          query: 'prometheus',
          hide: 0,
          refresh: 1,
        },
        memberVariable(target, words.member),
      ],
    },
    annotations: { list: [] },
    panels,
  };
};
