import { expect, it } from 'vitest';
import { clientSecret, secretCommand } from './client-secret';
import type { MetricsEndpoint, MonitoringTarget } from './monitoring-target';
import { kubespherePlacement, type Placement, parseLabels } from './placement';
import { prometheusRuleObject } from './rule-groups';
import { serviceMonitorObjects } from './service-monitor';

const endpoint = (address: string, path = '/metrics'): MetricsEndpoint => ({
  memberName: 'm',
  scheme: 'https',
  address,
  path,
});

const target: MonitoringTarget = {
  cluster: 'production',
  job: 'etcd-production',
  dashboardId: 'etcdscope-production',
  endpoints: [endpoint('10.0.0.1:2379'), endpoint('[fd00::2]:2379')],
  tls: { ca: '/etc/ssl/ca.pem', certificate: '/etc/ssl/a b.pem', key: "/it's", serverName: '' },
  intervalSeconds: 15,
  matchers: 'job="etcd-production"',
  memberLabel: 'instance',
};

const kubesphere: Placement = {
  namespace: kubespherePlacement.namespace,
  labels: parseLabels(kubespherePlacement.labels) ?? {},
};

it('puts every object into the namespace, with the labels', () => {
  const objects = [
    clientSecret(target, kubesphere),
    ...serviceMonitorObjects(target, kubesphere),
    prometheusRuleObject({ groups: [] }, target, kubesphere),
  ];
  expect(objects).toHaveLength(5);
  for (const object of objects) {
    expect(object).toMatchObject({
      metadata: {
        namespace: 'kubesphere-monitoring-system',
        labels: {
          'app.kubernetes.io/name': 'etcd-production',
          'app.kubernetes.io/vendor': 'kubesphere',
        },
      },
    });
  }
  expect(objects[3]).toMatchObject({
    spec: {
      // Labels that may be changed later are nothing to select by.
      selector: { matchLabels: { 'app.kubernetes.io/name': 'etcd-production' } },
      namespaceSelector: { matchNames: ['kubesphere-monitoring-system'] },
    },
  });
});

it('lets labels take the place of those of a kind', () => {
  const placement = { namespace: 'monitoring', labels: { role: 'mine' } };
  expect(prometheusRuleObject({ groups: [] }, target, placement)).toMatchObject({
    metadata: { labels: { role: 'mine' } },
  });
});

it('writes addresses of IPv6 without brackets', () => {
  expect(serviceMonitorObjects(target, kubesphere)[1]).toMatchObject({
    subsets: [
      {
        addresses: [{ ip: '10.0.0.1' }, { ip: 'fd00::2' }],
        ports: [{ name: 'metrics', port: 2379 }],
      },
    ],
  });
});

it('gives a Service no port twice where members share one and differ in their path', () => {
  const endpoints = [endpoint('10.0.0.1:2379'), endpoint('10.0.0.2:2379', '/proxy/metrics')];
  const [service, addresses] = serviceMonitorObjects({ ...target, endpoints }, kubesphere);
  expect(service).toMatchObject({
    spec: {
      ports: [
        { name: 'metrics', port: 2379, targetPort: 2379 },
        { name: 'metrics-2', port: 2380, targetPort: 2379 },
      ],
    },
  });
  expect(addresses).toMatchObject({
    subsets: [{ ports: [{ port: 2379 }] }, { ports: [{ name: 'metrics-2', port: 2379 }] }],
  });
});

it('makes the Secret by a command a shell reads as it is meant', () => {
  expect(secretCommand(target, kubesphere)).toBe(
    'kubectl -n kubesphere-monitoring-system create secret generic etcd-production-client ' +
      `--from-file=ca.crt=/etc/ssl/ca.pem --from-file=tls.crt='/etc/ssl/a b.pem' ` +
      `--from-file=tls.key='/it'\\''s' --dry-run=client -o yaml | kubectl apply -f -`,
  );
});

it.each([undefined, { ca: undefined, certificate: undefined, key: undefined, serverName: 'a' }])(
  'has no Secret without files: %j',
  (tls) => {
    expect(clientSecret({ ...target, tls }, kubesphere)).toBeUndefined();
    expect(secretCommand({ ...target, tls }, kubesphere)).toBeUndefined();
  },
);
