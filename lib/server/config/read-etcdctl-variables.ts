import 'server-only';
import path from 'node:path';
import type { ClusterConfig } from './cluster-config';
import { clusterDefaults } from './cluster-defaults';
import { ConfigurationError } from './configuration-error';
import { normaliseEndpoint } from './normalise-endpoint';

/** Variables by name, as process.env has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

const clusterVariables = [
  'ETCDCTL_ENDPOINTS',
  'ETCDCTL_CACERT',
  'ETCDCTL_CERT',
  'ETCDCTL_KEY',
  'ETCDCTL_USER',
  'ETCDCTL_PASSWORD',
] as const;

/** The names of the variables that describe a cluster. */
export const etcdctlVariableNames: readonly string[] = clusterVariables;

/** Half a pair would be left out of the handshake without a word, and etcd would refuse us. */
const refuseHalfPair = (source: string, certificate?: string, key?: string): void => {
  if ((certificate === undefined) === (key === undefined)) {
    return;
  }
  const [missing, given] =
    certificate === undefined ? ['ETCDCTL_CERT', 'ETCDCTL_KEY'] : ['ETCDCTL_KEY', 'ETCDCTL_CERT'];
  throw new ConfigurationError([
    {
      where: `${source}: ${missing}`,
      problem: `it is not set, but ${given} is; a client needs both certificate and key, or neither.`,
      mend: `Set ${missing}, or leave ${given} out.`,
    },
  ]);
};

const splitUser = (variables: Variables): ClusterConfig['authentication'] => {
  const user = variables.ETCDCTL_USER;
  if (user === undefined || user === '') {
    return undefined;
  }
  const colon = user.indexOf(':');
  return colon === -1
    ? { username: user, password: variables.ETCDCTL_PASSWORD ?? '' }
    : { username: user.slice(0, colon), password: user.slice(colon + 1) };
};

/**
 * The cluster the etcdctl variables describe, or undefined where none is set. Throws a
 * ConfigurationError where an endpoint is not a URL or a certificate has no key.
 */
export const readEtcdctlVariables = (
  variables: Variables,
  source: string,
  root = '/',
): ClusterConfig | undefined => {
  const isSet = (name: string) => variables[name] !== undefined && variables[name] !== '';
  if (!clusterVariables.some(isSet)) {
    return undefined;
  }
  const fileOf = (value: string | undefined) =>
    value === undefined || value === '' ? undefined : path.join(root, path.resolve(value));
  const ca = fileOf(variables.ETCDCTL_CACERT);
  const certificate = fileOf(variables.ETCDCTL_CERT);
  const key = fileOf(variables.ETCDCTL_KEY);
  refuseHalfPair(source, certificate, key);
  const scheme = ca !== undefined || certificate !== undefined ? 'https' : 'http';
  const texts = (variables.ETCDCTL_ENDPOINTS || '127.0.0.1:2379').split(',').filter(Boolean);
  const endpoints = texts.map((text) => {
    const endpoint = normaliseEndpoint(text, scheme);
    if (endpoint === undefined) {
      throw new ConfigurationError([
        {
          where: `${source}: ETCDCTL_ENDPOINTS`,
          problem: `"${text}" is not a client URL.`,
          mend: 'Write URLs such as https://10.0.0.1:2379, separated by commas.',
        },
      ]);
    }
    return endpoint;
  });
  const isSecure = endpoints.some((endpoint) => endpoint.startsWith('https:'));
  return {
    ...clusterDefaults,
    name: 'etcd',
    displayName: 'etcd',
    endpoints: [...new Set(endpoints)],
    tls: isSecure ? { ca, certificate, key, serverName: undefined } : undefined,
    authentication: splitUser(variables),
    source,
  };
};
