import 'server-only';
import path from 'node:path';
import { certificateLayouts } from './certificate-layouts';
import type { ClusterConfig } from './cluster-config';
import { clusterDefaults } from './cluster-defaults';
import { ConfigurationError } from './configuration-error';
import type { DetectionAttempt } from './detection-attempt';
import { readApiServerManifest } from './read-api-server-manifest';
import { readEnvironmentFile } from './read-environment-file';
import { readEtcdctlVariables } from './read-etcdctl-variables';
import { listFiles, readTextFile } from './read-text-file';

/** What detection found and every place it looked at. */
export type Detection = { cluster: ClusterConfig | undefined; attempts: DetectionAttempt[] };

const environmentFile = '/etc/etcd.env';

const apiServerManifests = [
  '/etc/kubernetes/manifests/kube-apiserver.yaml',
  '/var/lib/rancher/rke2/agent/pod-manifests/kube-apiserver.yaml',
];

type Finding = { attempt: DetectionAttempt; cluster?: ClusterConfig };

/** A place whose cluster cannot be used is said so, and the search goes on. */
const findIn = (
  place: Pick<DetectionAttempt, 'what' | 'where'>,
  nothing: string,
  read: () => ClusterConfig | undefined,
): Finding => {
  try {
    const cluster = read();
    return cluster === undefined
      ? { attempt: { ...place, outcome: 'incomplete', detail: nothing } }
      : { attempt: { ...place, outcome: 'found', detail: undefined }, cluster };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) {
      throw error;
    }
    return { attempt: { ...place, outcome: 'incomplete', detail: error.message } };
  }
};

const detectEnvironmentFile = (root: string): Finding => {
  const what = 'KubeKey environment file';
  const read = readTextFile(path.join(root, environmentFile));
  if (read.text === undefined) {
    return {
      attempt: { what, where: environmentFile, outcome: read.outcome, detail: read.detail },
    };
  }
  const { text } = read;
  return findIn({ what, where: environmentFile }, 'It sets no ETCDCTL_* variables.', () =>
    readEtcdctlVariables(readEnvironmentFile(text), environmentFile, root),
  );
};

const detectApiServer = (root: string, manifest: string): Finding => {
  const what = 'kube-apiserver static pod';
  const read = readTextFile(path.join(root, manifest));
  if (read.text === undefined) {
    return { attempt: { what, where: manifest, outcome: read.outcome, detail: read.detail } };
  }
  const { text } = read;
  return findIn({ what, where: manifest }, 'It has no --etcd-servers argument.', () =>
    readApiServerManifest(text, manifest, root),
  );
};

const detectCertificates = (
  root: string,
  { what, folder, ca, certificate, shown, keyOf }: (typeof certificateLayouts)[number],
): Finding => {
  const listed = listFiles(path.join(root, folder));
  const where = `${folder}/{${ca},${shown}}`;
  const chosen = listed.files?.filter((file) => certificate.test(file)).sort()[0];
  if (listed.files === undefined || !listed.files.includes(ca) || chosen === undefined) {
    const outcome = listed.files === undefined ? listed.outcome : 'absent';
    return { attempt: { what, where, outcome, detail: listed.detail } };
  }
  const file = (name: string) => path.join(root, folder, name);
  return {
    attempt: { what, where, outcome: 'found', detail: undefined },
    cluster: {
      name: 'etcd',
      displayName: 'etcd',
      endpoints: ['https://127.0.0.1:2379'],
      tls: {
        ca: file(ca),
        certificate: file(chosen),
        key: file(keyOf(chosen)),
        serverName: undefined,
      },
      ...clusterDefaults,
      source: path.posix.join(folder, chosen),
    },
  };
};

/**
 * Looks for the etcd of this machine: KubeKey's environment file, the kube-apiserver's arguments,
 * then the certificate folders of the known installers; the first that is complete wins. `root`
 * stands in front of every path looked at and found.
 */
export const detectCluster = (root = '/'): Detection => {
  const searches = [
    () => detectEnvironmentFile(root),
    ...apiServerManifests.map((manifest) => () => detectApiServer(root, manifest)),
    ...certificateLayouts.map((layout) => () => detectCertificates(root, layout)),
  ];
  const attempts: DetectionAttempt[] = [];
  for (const search of searches) {
    const { attempt, cluster } = search();
    attempts.push(attempt);
    if (cluster !== undefined) {
      return { cluster, attempts };
    }
  }
  return { cluster: undefined, attempts };
};
