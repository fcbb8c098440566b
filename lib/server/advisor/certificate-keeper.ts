import 'server-only';
import path from 'node:path';
import type { CertificateKeeper } from '@/lib/domain/advisor/cluster-evidence';
import type { TlsFiles } from '../config/cluster-config';

const stackedFolder = '/etc/kubernetes/pki/etcd';

/** Folders in which one installer alone keeps the certificates of etcd. */
const folders: readonly { within: string; keeper: CertificateKeeper }[] = [
  { within: '/etc/ssl/etcd/ssl', keeper: 'kubekey' },
  { within: '/var/lib/rancher/k3s/', keeper: 'k3s' },
  { within: '/var/lib/rancher/rke2/', keeper: 'rke2' },
];

/** What kubeadm itself issues for an etcd of its own; KubeKey 4 puts a `client.crt` beside it. */
const kubeadmFiles = ['healthcheck-client.crt', 'server.crt', 'peer.crt'].map((file) =>
  path.posix.join(stackedFolder, file),
);
const apiServerFile = '/etc/kubernetes/pki/apiserver-etcd-client.crt';

/**
 * Who renews the certificates of a cluster, from where the configured files lie. Files that were
 * copied elsewhere, and those of an etcd outside of the cluster, tell nothing.
 */
export const certificateKeeper = (
  tls: Pick<TlsFiles, 'ca' | 'certificate'> | undefined,
): CertificateKeeper => {
  const { ca = '', certificate = '' } = tls ?? {};
  const known = folders.find(({ within }) => certificate.startsWith(within));
  if (known !== undefined) {
    return known.keeper;
  }
  // The API server's own certificate is kubeadm's only where etcd's CA is.
  const isKubeadm =
    kubeadmFiles.includes(certificate) ||
    (certificate === apiServerFile && path.posix.dirname(ca) === stackedFolder);
  return isKubeadm ? 'kubeadm' : 'unknown';
};
