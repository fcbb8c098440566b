import 'server-only';
import path from 'node:path';
import { ConfigurationError } from './configuration-error';
import type { PrometheusConfig, SecretSource } from './prometheus-config';
import type { PrometheusSettings } from './prometheus-schema';
import type { Variables } from './read-etcdctl-variables';
import { readSecretFile } from './read-secrets';

type ReadOptions = { folder: string; variables: Variables; where: string };

/** Files are read again with every use, but one that cannot be read is told at the start. */
const secretSource = (
  { file, variable }: { file: string | undefined; variable: string | undefined },
  { folder, variables, where }: ReadOptions,
): SecretSource => {
  if (file !== undefined) {
    readSecretFile(file, folder);
    return { file: path.resolve(folder, file) };
  }
  const text = variables[variable ?? ''];
  if (text === undefined || text === '') {
    throw new ConfigurationError([
      {
        where,
        problem: `the environment variable ${variable} with the secret of Prometheus is not set.`,
        mend: 'Set it, or name a file.',
      },
    ]);
  }
  return { text };
};

const credentialsOf = (
  { bearer, basic }: PrometheusSettings,
  options: ReadOptions,
): PrometheusConfig['credentials'] => {
  if (bearer !== undefined) {
    const { tokenFile: file, tokenEnvironment: variable } = bearer;
    return { kind: 'bearer', token: secretSource({ file, variable }, options) };
  }
  if (basic !== undefined) {
    const { username, passwordFile: file, passwordEnvironment: variable } = basic;
    return { kind: 'basic', username, password: secretSource({ file, variable }, options) };
  }
  return undefined;
};

/** A Prometheus with absolute paths. Throws a ConfigurationError where a secret is not to be had. */
export const readPrometheusConfig = (
  settings: PrometheusSettings,
  options: ReadOptions,
): PrometheusConfig => {
  const absolute = (file: string | undefined) =>
    file === undefined ? undefined : path.resolve(options.folder, file);
  const { url, tls, matchers, memberLabel } = settings;
  return {
    url,
    tls: url.startsWith('https:')
      ? {
          ca: absolute(tls?.ca),
          certificate: absolute(tls?.certificate),
          key: absolute(tls?.key),
          serverName: tls?.serverName,
        }
      : undefined,
    credentials: credentialsOf(settings, options),
    matchers,
    memberLabel,
  };
};
