import 'server-only';
import { stringify } from 'yaml';
import { alertRules } from '@/lib/domain/alerts/rules';
import type { MonitoringFile, MonitoringFormat } from '@/lib/domain/api/monitoring';
import type { Language } from '@/lib/domain/messages';
import { panelDeclarations } from '@/lib/domain/metrics/panels';
import { clientSecret, secretCommand } from '@/lib/domain/monitoring/client-secret';
import { grafanaDashboard } from '@/lib/domain/monitoring/grafana-dashboard';
import type { MonitoringTarget } from '@/lib/domain/monitoring/monitoring-target';
import { kubespherePlacement, type Placement } from '@/lib/domain/monitoring/placement';
import {
  type ActiveRule,
  prometheusRule,
  prometheusRuleObject,
  ruleGroups,
} from '@/lib/domain/monitoring/rule-groups';
import { scrapeConfigs } from '@/lib/domain/monitoring/scrape-config';
import { serviceMonitorObjects } from '@/lib/domain/monitoring/service-monitor';
import { clusterConnection } from '../etcd/cluster-connections';
import { readEditedRules } from '../store/alert-settings';
import { type Store, store } from '../store/store';
import { loadDashboardWords, loadRuleWords } from './load-words';
import { readMonitoringTarget } from './read-monitoring-target';
import { withAddresses } from './with-addresses';

const yamlText = (documents: readonly object[], comments: readonly string[] = []): string => {
  const heading = comments.map((comment) => `# ${comment.replaceAll('\n', '\n# ')}\n`).join('');
  // kubectl reads YAML 1.1, in which `on` and `n` are no strings; nobody expects to edit anchors.
  const options = { lineWidth: 0, aliasDuplicateObjects: false, schema: 'yaml-1.1' } as const;
  return heading + documents.map((document) => stringify(document, options)).join('---\n');
};

/** The rules that are switched on, with their times and thresholds as they are set. */
const readActiveRules = async (
  own: Store,
  cluster: string,
  language: Language,
): Promise<ActiveRule[]> => {
  const edited = await readEditedRules(own, cluster);
  const active = alertRules.filter(({ id }) => edited.get(id)?.enabled !== false);
  return Promise.all(
    active.map(async (rule) => {
      const set = edited.get(rule.id);
      return {
        rule,
        forSeconds: set?.forSeconds ?? rule.forSeconds,
        edited: set?.thresholds ?? {},
        words: await loadRuleWords(language, rule),
      };
    }),
  );
};

/** What file is wanted, in which language what is said in it, and where objects are put. */
export type MonitoringRequest = {
  format: MonitoringFormat;
  language: Language;
  placement: Placement;
};

const secretComments = (command: string): string[] => [
  'Kubernetes refuses the Secret while placeholders are in it, and keeps one that is there already.',
  `Make or renew it where the TLS files are, with no need to paste anything:\n  ${command}`,
  "Or paste each file in base64: base64 < FILE | tr -d '\\n'",
];

const embeddedComments = ({ namespace }: Placement): string[] =>
  namespace === kubespherePlacement.namespace
    ? [
        'KubeSphere 3 may scrape this cluster already: do not apply this where the following finds it.',
        `  kubectl -n ${namespace} get servicemonitor etcd`,
      ]
    : [];

const serviceMonitorText = async (
  target: MonitoringTarget,
  placement: Placement,
): Promise<string> => {
  const addressed = await withAddresses(target);
  const secret = clientSecret(target, placement);
  const command = secretCommand(target, placement);
  return yamlText(
    [
      ...(secret === undefined ? [] : [secret]),
      ...serviceMonitorObjects(addressed.target, placement),
    ],
    [
      ...embeddedComments(placement),
      ...(command === undefined ? [] : secretComments(command)),
      ...addressed.warnings,
    ],
  );
};

/** The text of a file for a cluster's monitoring elsewhere. */
export const monitoringText = async (
  { format, language, placement }: MonitoringRequest,
  target: MonitoringTarget,
  rules: readonly ActiveRule[],
): Promise<string> => {
  switch (format) {
    case 'scrape-config':
      return yamlText(
        [scrapeConfigs(target)],
        target.tls === undefined
          ? []
          : [
              'The TLS files are named where etcdscope reads them; Prometheus needs its own copies.',
            ],
      );
    case 'service-monitor':
      return serviceMonitorText(target, placement);
    case 'rules':
      return yamlText([ruleGroups(rules, target)]);
    case 'prometheus-rule':
      return yamlText([prometheusRuleObject(ruleGroups(rules, target), target, placement)]);
    case 'grafana':
      return `${JSON.stringify(
        grafanaDashboard(panelDeclarations, target, await loadDashboardWords(language)),
        undefined,
        2,
      )}\n`;
  }
};

const fileNames: Record<MonitoringFormat, (job: string) => string> = {
  'scrape-config': (job) => `${job}-scrape-config.yaml`,
  'service-monitor': (job) => `${job}-service-monitor.yaml`,
  rules: (job) => `${job}-rules.yaml`,
  'prometheus-rule': (job) => `${job}-prometheus-rule.yaml`,
  grafana: (job) => `${job}-dashboard.json`,
};

/**
 * A file for Prometheus, its operator or Grafana, ready to paste for a cluster. Names TLS files by
 * path and holds no secret. Throws AppError `unknown_cluster`.
 */
export const exportMonitoring = async (
  cluster: string,
  wanted: MonitoringRequest,
): Promise<MonitoringFile> => {
  const { format, language } = wanted;
  const connection = clusterConnection(cluster);
  const [target, rules] = await Promise.all([
    readMonitoringTarget(connection, store()),
    readActiveRules(store(), cluster, language),
  ]);
  const hasRules = format === 'rules' || format === 'prometheus-rule';
  return {
    format,
    fileName: fileNames[format](target.job),
    mediaType: format === 'grafana' ? 'application/json' : 'application/yaml',
    text: await monitoringText(wanted, target, rules),
    leftOut: rules
      .filter((active) => hasRules && prometheusRule(active, target) === undefined)
      .map(({ rule }) => rule.id),
  };
};
