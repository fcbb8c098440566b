import 'server-only';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ClusterConfig } from './cluster-config';
import { readEtcdctlVariables } from './read-etcdctl-variables';

const podSchema = z.object({
  spec: z.object({
    containers: z.array(
      z.object({
        command: z.array(z.string()).default([]),
        args: z.array(z.string()).default([]),
      }),
    ),
  }),
});

const parseManifest = (text: string) => {
  try {
    return podSchema.safeParse(parse(text)).data;
  } catch {
    // Text that is no YAML is answered like a manifest without arguments.
    return undefined;
  }
};

/**
 * The etcd a kube-apiserver static pod is pointed at by its `--etcd-*` arguments, or undefined
 * where it names none.
 */
export const readApiServerManifest = (
  text: string,
  source: string,
  root: string,
): ClusterConfig | undefined => {
  const words = (parseManifest(text)?.spec.containers ?? []).flatMap(({ command, args }) => [
    ...command,
    ...args,
  ]);
  const argument = (name: string) =>
    words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  const servers = argument('etcd-servers');
  if (servers === undefined || servers === '') {
    return undefined;
  }
  const cluster = readEtcdctlVariables(
    {
      ETCDCTL_ENDPOINTS: servers,
      ETCDCTL_CACERT: argument('etcd-cafile'),
      ETCDCTL_CERT: argument('etcd-certfile'),
      ETCDCTL_KEY: argument('etcd-keyfile'),
    },
    source,
    root,
  );
  const prefix = argument('etcd-prefix')?.replace(/\/*$/, '/');
  return cluster && prefix !== undefined ? { ...cluster, kubernetesPrefix: prefix } : cluster;
};
