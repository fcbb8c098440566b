import type { PanelDeclaration } from '../metrics/panel-declaration';
import { panelHistograms } from '../metrics/panel-histograms';
import { histogramPromql, quotePromql, selectorPromql } from '../metrics/to-promql';
import type { MonitoringTarget } from './monitoring-target';

type Series = Pick<MonitoringTarget, 'matchers' | 'memberLabel'>;

/** The dashboard's choice of a member: buckets of several would be added up in a heat map. */
const chosenMember = '$member';
const millisecondScale = 0.001;

/** Asks Prometheus for the members, each of which tells whether it knows a leader. */
export const memberVariable = ({ matchers, memberLabel }: Series, label: string): object => ({
  name: 'member',
  label,
  type: 'query',
  datasource: { type: 'prometheus', uid: '$' + '{datasource}' },
  query: `label_values(${selectorPromql({ metric: 'etcd_server_has_leader' }, matchers)}, ${memberLabel})`,
  hide: 0,
  refresh: 2,
  sort: 1,
});

/**
 * How many observations of a chart's histogram took how long, as a heat map of Grafana of the
 * chosen member; undefined for charts of no histogram. Where members may show one of two
 * histograms, it is of the one this member has.
 */
export const heatmapPanel = (
  panel: PanelDeclaration,
  { matchers, memberLabel }: Series,
): object | undefined => {
  const histograms = panelHistograms(panel);
  if (histograms.length === 0) {
    return undefined;
  }
  const own = `${memberLabel}=${quotePromql(chosenMember)}`;
  const series = {
    matchers: matchers === '' ? own : `${matchers},${own}`,
    memberLabel,
    window: '$__rate_interval',
  };
  const expressions = histograms.map((of) => histogramPromql({ of, growth: 'increase' }, series));
  return {
    type: 'heatmap',
    targets: [
      {
        refId: 'A',
        expr: expressions.join(' or '),
        format: 'heatmap',
        legendFormat: '{{le}}',
      },
    ],
    options: {
      calculate: false,
      cellGap: 1,
      color: { mode: 'scheme', scheme: 'Blues', steps: 64 },
      yAxis: { unit: panel.lines[0]?.scale === millisecondScale ? 'ms' : 's' },
      tooltip: { mode: 'single', yHistogram: false },
      legend: { show: true },
    },
  };
};
