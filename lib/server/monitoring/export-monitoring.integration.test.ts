import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { alertRules } from '@/lib/domain/alerts/rules';
import type { MonitoringFormat } from '@/lib/domain/api/monitoring';
import type { Language } from '@/lib/domain/messages';
import { panelDeclarations } from '@/lib/domain/metrics/panels';
import type { MonitoringTarget } from '@/lib/domain/monitoring/monitoring-target';
import type { Placement } from '@/lib/domain/monitoring/placement';
import type { ActiveRule } from '@/lib/domain/monitoring/rule-groups';
import { loadMessages } from '@/messages/load-messages';
import { loadRunbook } from '@/messages/load-runbook';
import { createAuthority, issueCertificate } from '@/scripts/etcd/certificates';
import { findPromtool } from '@/scripts/prometheus/find-prometheus';
import { runCommand } from '@/scripts/run-command';
import { monitoringText } from './export-monitoring';
import { loadRuleWords } from './load-words';
import { exported, promtoolTests, rulesThatFire } from './testing/promtool-test';
import { ruleScenarios } from './testing/rule-scenarios';

let directory: string;
let promtool: string;
let target: MonitoringTarget;

let rules: ActiveRule[];

const rulesIn = (language: Language): Promise<ActiveRule[]> =>
  Promise.all(
    alertRules.map(async (rule) => ({
      rule,
      forSeconds: rule.forSeconds,
      edited: {},
      words: await loadRuleWords(language, rule),
    })),
  );

/** The same without their values in what they say. */
const unmeasured = (active: readonly ActiveRule[]): ActiveRule[] =>
  active.map(({ words, ...rest }) => ({
    ...rest,
    words: { ...words, explain: (parts) => words.explain({ ...parts, measured: 'no' }) },
  }));

const placement: Placement = { namespace: 'monitoring', labels: {} };

const textOf = (format: MonitoringFormat, language: Language = 'en'): Promise<string> =>
  monitoringText({ format, language, placement }, target, rules);

const write = async (name: string, text: string): Promise<string> => {
  const file = path.join(directory, name);
  await writeFile(file, text);
  return file;
};

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-monitoring-'));
  promtool = await findPromtool();
  rules = await rulesIn('en');
  const authority = await createAuthority();
  const identity = await issueCertificate(authority, { commonName: 'prometheus', hosts: [] });
  target = {
    ...exported,
    dashboardId: 'etcdscope-test',
    endpoints: ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((host, index) => ({
      memberName: `m${index + 1}`,
      scheme: index === 2 ? 'http' : 'https',
      address: `${host}:${index === 2 ? 2381 : 2379}`,
      path: '/metrics',
    })),
    tls: {
      ca: await write('ca.pem', authority.certificate),
      certificate: await write('client.pem', identity.certificate),
      key: await write('client key.pem', identity.key),
      serverName: 'etcd.local',
    },
    intervalSeconds: 15,
    memberLabel: 'instance',
  };
});

afterAll(() => rm(directory, { recursive: true, force: true }));

describe('what is given away', () => {
  it('is a configuration promtool accepts', async () => {
    const text = await textOf('scrape-config');
    const file = await write('prometheus.yml', text);
    const { stdout } = await runCommand(promtool, ['check', 'config', file]);
    expect(stdout).toContain('is valid prometheus config file syntax');
    expect(parse(text).scrape_configs).toMatchObject([
      {
        job_name: 'etcd',
        scheme: 'https',
        tls_config: { server_name: 'etcd.local' },
        static_configs: [{ targets: ['10.0.0.1:2379', '10.0.0.2:2379'], labels: { job: 'etcd' } }],
      },
      { job_name: 'etcd-2', scheme: 'http', static_configs: [{ targets: ['10.0.0.3:2381'] }] },
    ]);
  });

  it('is rules promtool accepts, plain and in an object of the operator', async () => {
    const plain = await write('rules.yaml', await textOf('rules'));
    const object = parse(await textOf('prometheus-rule'));
    const inside = await write('spec.yaml', stringify(object.spec));
    const count = rules.filter(({ rule }) => rule.promql !== undefined).length;
    for (const file of [plain, inside]) {
      const { stdout } = await runCommand(promtool, ['check', 'rules', file]);
      expect(stdout).toContain(`SUCCESS: ${count} rules found`);
    }
    expect(object).toMatchObject({ kind: 'PrometheusRule', metadata: { name: 'etcd' } });
  });

  it('is objects that name the Secret, and how to make it, without what is in it', async () => {
    const text = await textOf('service-monitor');
    const [secret, service, endpoints, monitor] = parseAllDocuments(text).map((one) => one.toJS());
    expect(text).toContain("--from-file=tls.key='");
    expect(text).not.toContain('BEGIN');
    expect(text).not.toMatch(/[:-] [&*]\w/);
    expect(secret).toMatchObject({
      kind: 'Secret',
      metadata: { name: 'etcd-client', namespace: 'monitoring' },
      type: 'Opaque',
    });
    expect(Object.keys(secret.data)).toEqual(['ca.crt', 'tls.crt', 'tls.key']);
    for (const placeholder of Object.values(secret.data)) {
      // Not base64, or Kubernetes would take it.
      expect(placeholder).toMatch(/^<PASTE base64 of .+\.pem>$/);
    }
    expect(service).toMatchObject({ kind: 'Service', spec: { clusterIP: 'None' } });
    expect(endpoints).toMatchObject({
      kind: 'Endpoints',
      subsets: [
        { addresses: [{ ip: '10.0.0.1' }, { ip: '10.0.0.2' }], ports: [{ port: 2379 }] },
        { addresses: [{ ip: '10.0.0.3' }], ports: [{ port: 2381 }] },
      ],
    });
    expect(monitor).toMatchObject({
      kind: 'ServiceMonitor',
      spec: {
        selector: { matchLabels: service.metadata.labels },
        endpoints: [
          {
            port: 'metrics',
            scheme: 'https',
            tlsConfig: { keySecret: { name: 'etcd-client', key: 'tls.key' } },
          },
          { port: 'metrics-2', scheme: 'http', relabelings: [{ action: 'labeldrop' }] },
        ],
      },
    });
  });

  it('is objects whose labels kubectl reads as they were written', async () => {
    const labels = { on: 'true', n: '1', yes: 'null', underscored: '1_0', tilde: '' };
    const text = await monitoringText(
      { format: 'service-monitor', language: 'en', placement: { namespace: '1', labels } },
      target,
      rules,
    );
    for (const document of parseAllDocuments(text, { version: '1.1' })) {
      expect(document.toJS({ mapAsMap: false })).toMatchObject({
        metadata: { namespace: '1', labels: { ...labels, 'app.kubernetes.io/name': 'etcd' } },
      });
    }
    expect(text).toContain('"on": "true"');
  });

  it.each([
    ['en', 'Disk', 'WAL fsync', 'Heat map'],
    ['zh', '磁盘', 'WAL fsync', '热力图'],
  ] as const)('is a dashboard in the words of the page (%s)', async (language, ...words) => {
    const dashboard = JSON.parse(await textOf('grafana', language));
    const panels: { title: string; description?: string }[] = dashboard.panels;
    const titles = panels.map(({ title }) => title.toLowerCase());
    const [group, panel, heatmap] = words.map((word) => word.toLowerCase());
    expect(titles.slice(0, 2)).toEqual([group, panel]);
    expect(titles[2]).toContain(heatmap);
    const { metrics } = await loadMessages(language);
    for (const { title, hint } of Object.values(metrics.panels)) {
      expect(panels).toContainEqual(expect.objectContaining({ title, description: hint }));
    }
  });

  it('is rules that say in Chinese what their pages say, as templates promtool accepts', async () => {
    const text = await monitoringText(
      { format: 'rules', language: 'zh', placement },
      target,
      await rulesIn('zh'),
    );
    await runCommand(promtool, ['check', 'rules', await write('chinese.yaml', text)]);
    const runbook = await loadRunbook('zh', 'no-leader');
    expect(parse(text).groups[0].rules).toContainEqual(
      expect.objectContaining({
        alert: 'etcdNoLeader',
        annotations: {
          summary: runbook?.meaning,
          description: `etcd 集群 test，成员 {{ $labels.instance }}。${runbook?.steps[0]}`,
        },
      }),
    );
  });

  it('is a dashboard with every panel, whose expressions promtool accepts', async () => {
    const dashboard = JSON.parse(await textOf('grafana'));
    const panels: { type: string; id: number; targets?: { expr: string }[] }[] = dashboard.panels;
    const histograms = panelDeclarations.filter(({ shape }) => shape === 'distribution');
    expect(panels.filter(({ type }) => type === 'heatmap')).toHaveLength(histograms.length);
    expect(panels.filter(({ type }) => type === 'timeseries')).toHaveLength(
      panelDeclarations.length,
    );
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(dashboard).toMatchObject({ uid: 'etcdscope-test', schemaVersion: 39 });
    const expressions = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    const recorded = expressions.map((expression, index) => ({
      record: `panel:${index}`,
      expr: expression.replaceAll('$__rate_interval', '1m'),
    }));
    const file = await write(
      'expressions.yaml',
      stringify({ groups: [{ name: 'panels', rules: recorded }] }),
    );
    const { stdout } = await runCommand(promtool, ['check', 'rules', file]);
    expect(stdout).toContain(`SUCCESS: ${expressions.length} rules found`);
  });
});

describe('the exported rules', () => {
  it('are each in a scenario in which they fire', () => {
    const firing = new Set(ruleScenarios.flatMap(rulesThatFire));
    const silent = rules.filter(({ rule }) => rule.promql !== undefined && !firing.has(rule.id));
    expect(silent.map(({ rule }) => rule.id)).toEqual([]);
  });

  it.each(ruleScenarios)('fire in Prometheus when ours do: $name', async (scenario) => {
    const told = scenario.valuesDiffer ? unmeasured(rules) : rules;
    const text = await monitoringText({ format: 'rules', language: 'en', placement }, target, told);
    await write('rules.yaml', text);
    const tests = stringify(promtoolTests('rules.yaml', [scenario], told));
    const file = await write('tests.yaml', tests);
    const { stdout, stderr } = await runCommand(promtool, ['test', 'rules', file]);
    expect(`${stdout}${stderr}`).toContain('SUCCESS');
  });

  it('say where it is and how bad, and what to do', async () => {
    const { groups } = parse(await textOf('rules'));
    const written: { alert: string; annotations: { description: string } }[] = groups[0].rules;
    for (const { annotations } of written) {
      expect(annotations.description).toMatch(
        /\{\{ \$labels\.instance \}\}|\(value \{\{ printf "%\.4g" \$value \}\}\)/,
      );
    }
    expect(written.find(({ alert }) => alert === 'etcdMemberCommunicationSlow')).toMatchObject({
      annotations: {
        description: expect.stringMatching(
          /^etcd cluster test, from member \{\{ \$labels\.instance \}\} to \{\{ \$labels\.To \}\} \(value \{\{ \$value \| humanizeDuration \}\}\)\. Check /,
        ),
      },
    });
  });
});
