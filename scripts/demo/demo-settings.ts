import type { EtcdCluster } from '../etcd/start-cluster';

/** The settings of an etcdscope that looks at a demo cluster; charts move within seconds. */
export const demoSettings = ({ config, files }: EtcdCluster): Record<string, unknown> => ({
  scrapeIntervalSeconds: 5,
  clusters: [
    {
      name: 'demo',
      displayName: 'Demo',
      endpoints: config.endpoints,
      tls: { ca: files.ca, certificate: files.certificate, key: files.key },
    },
  ],
});
