import type { Unit } from '../api/metrics';
import type { LineDeclaration, PanelDeclaration } from '../metrics/panel-declaration';
import { linePromql } from '../metrics/to-promql';
import type { MonitoringTarget } from './monitoring-target';
import { groupTitle, panelTitle } from './panel-title';

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
const longestUid = 40;
const datasource = { type: 'prometheus', uid: '$' + '{datasource}' };

const targetOf = (
  line: LineDeclaration,
  index: number,
  { matchers, memberLabel }: MonitoringTarget,
): object => ({
  datasource,
  refId: String.fromCharCode(65 + index),
  expr: linePromql(line, { matchers, memberLabel, window: '$__rate_interval' }),
  legendFormat: [memberLabel, line.by]
    .map((label) => (label === undefined ? line.part : `{{${label}}}`))
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

const panelOf = (panel: PanelDeclaration, target: MonitoringTarget): object => ({
  type: 'timeseries',
  title: panelTitle(panel.id),
  datasource,
  targets: panel.lines.map((line, index) => targetOf(line, index, target)),
  // What is observed rarely is looked at over windows that hold an observation.
  ...(panel.minimumWindowSeconds === undefined
    ? {}
    : { interval: `${panel.minimumWindowSeconds}s` }),
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

type Placed = { panels: object[]; y: number };

/** A row title, and the panels of the group below it, two beside each other. */
const placeGroup = (
  { panels: before, y }: Placed,
  group: PanelDeclaration['group'],
  declarations: readonly PanelDeclaration[],
  target: MonitoringTarget,
): Placed => {
  const row = {
    id: before.length + 1,
    type: 'row',
    title: groupTitle(group),
    collapsed: false,
    gridPos: { x: 0, y, w: 2 * panelWidth, h: rowHeight },
    panels: [],
  };
  const placed = declarations.map((declaration, index) => ({
    id: before.length + 2 + index,
    gridPos: {
      x: (index % 2) * panelWidth,
      y: y + rowHeight + Math.floor(index / 2) * panelHeight,
      w: panelWidth,
      h: panelHeight,
    },
    ...panelOf(declaration, target),
  }));
  return {
    panels: [...before, row, ...placed],
    y: y + rowHeight + Math.ceil(declarations.length / 2) * panelHeight,
  };
};

/**
 * A dashboard of Grafana (schema 39, Grafana 10 and later) with the same panels, lines, units and
 * guide lines as the metrics page; the data source is chosen on it.
 */
export const grafanaDashboard = (
  declarations: readonly PanelDeclaration[],
  target: MonitoringTarget,
): object => {
  const groups = new Set(declarations.map(({ group }) => group));
  const { panels } = [...groups].reduce<Placed>(
    (placed, group) =>
      placeGroup(
        placed,
        group,
        declarations.filter((declaration) => declaration.group === group),
        target,
      ),
    { panels: [], y: 0 },
  );
  return {
    uid: `etcdscope-${target.cluster}`.slice(0, longestUid),
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
          label: 'Data source',
          type: 'datasource',
          query: 'prometheus',
          hide: 0,
          refresh: 1,
        },
      ],
    },
    annotations: { list: [] },
    panels,
  };
};
