import 'server-only';

/** Where an installer keeps the client certificates of etcd. */
export type CertificateLayout = {
  what: string;
  folder: string;
  ca: string;
  certificate: RegExp;
  /** What the certificate is called, as a shell pattern for people. */
  shown: string;
  keyOf: (certificate: string) => string;
};

const pemKey = (certificate: string) => certificate.replace(/\.pem$/, '-key.pem');
const plainKey = (certificate: string) => certificate.replace(/\.crt$/, '.key');

/** The known layouts, the most telling first. */
export const certificateLayouts: readonly CertificateLayout[] = [
  {
    what: 'KubeKey 2 and 3 certificates (etcd host)',
    folder: '/etc/ssl/etcd/ssl',
    ca: 'ca.pem',
    certificate: /^admin-.*(?<!-key)\.pem$/,
    shown: 'admin-*.pem',
    keyOf: pemKey,
  },
  {
    what: 'KubeKey 2 and 3 certificates (control plane)',
    folder: '/etc/ssl/etcd/ssl',
    ca: 'ca.pem',
    certificate: /^node-.*(?<!-key)\.pem$/,
    shown: 'node-*.pem',
    keyOf: pemKey,
  },
  {
    what: 'KubeKey 4 certificates (etcd host)',
    folder: '/etc/ssl/etcd/ssl',
    ca: 'ca.crt',
    certificate: /^server\.crt$/,
    shown: 'server.crt',
    keyOf: plainKey,
  },
  {
    what: 'kubeadm certificates',
    folder: '/etc/kubernetes/pki/etcd',
    ca: 'ca.crt',
    certificate: /^healthcheck-client\.crt$/,
    shown: 'healthcheck-client.crt',
    keyOf: plainKey,
  },
  {
    what: 'KubeKey 4 certificates (control plane)',
    folder: '/etc/kubernetes/pki/etcd',
    ca: 'ca.crt',
    certificate: /^client\.crt$/,
    shown: 'client.crt',
    keyOf: plainKey,
  },
  {
    what: 'k3s certificates',
    folder: '/var/lib/rancher/k3s/server/tls/etcd',
    ca: 'server-ca.crt',
    certificate: /^client\.crt$/,
    shown: 'client.crt',
    keyOf: plainKey,
  },
  {
    what: 'RKE2 certificates',
    folder: '/var/lib/rancher/rke2/server/tls/etcd',
    ca: 'server-ca.crt',
    certificate: /^(server-)?client\.crt$/,
    shown: '{server-,}client.crt',
    keyOf: plainKey,
  },
];
