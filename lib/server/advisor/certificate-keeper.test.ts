import { describe, expect, it } from 'vitest';
import { certificateKeeper } from './certificate-keeper';

describe('certificateKeeper', () => {
  it.each([
    ['/etc/ssl/etcd/ssl/admin-node1.pem', '/etc/ssl/etcd/ssl/ca.pem', 'kubekey'],
    ['/etc/kubernetes/pki/etcd/healthcheck-client.crt', undefined, 'kubeadm'],
    ['/etc/kubernetes/pki/apiserver-etcd-client.crt', '/etc/kubernetes/pki/etcd/ca.crt', 'kubeadm'],
    ['/etc/kubernetes/pki/apiserver-etcd-client.crt', '/etc/external/ca.crt', 'unknown'],
    ['/etc/kubernetes/pki/etcd/client.crt', '/etc/kubernetes/pki/etcd/ca.crt', 'unknown'],
    ['/var/lib/rancher/k3s/server/tls/etcd/client.crt', undefined, 'k3s'],
    ['/var/lib/rancher/rke2/server/tls/etcd/server-client.crt', undefined, 'rke2'],
    ['/etc/etcdscope/client.crt', '/etc/etcdscope/ca.crt', 'unknown'],
  ])('%s of the CA %s is of %s', (certificate, ca, keeper) => {
    expect(certificateKeeper({ certificate, ca })).toBe(keeper);
  });

  it('is unknown without TLS', () => {
    expect(certificateKeeper(undefined)).toBe('unknown');
  });
});
