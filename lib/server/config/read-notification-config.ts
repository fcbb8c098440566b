import 'server-only';
import path from 'node:path';
import { ConfigurationError } from './configuration-error';
import type { ReceiverConfig, ReceiverCredentials } from './notification-config';
import type { NotificationSettings } from './notification-schema';
import type { SecretSource } from './prometheus-config';
import type { Variables } from './read-etcdctl-variables';
import { readSecretFile } from './read-secrets';

type ReadOptions = { folder: string; variables: Variables; where: string };

/** A file is read with every use, but one that cannot be read is told at the start. */
const secretSource = (
  file: string | undefined,
  variable: string | undefined,
  { folder, variables, where }: ReadOptions,
): SecretSource | undefined => {
  if (file !== undefined) {
    readSecretFile(file, folder);
    return { file: path.resolve(folder, file) };
  }
  if (variable === undefined) {
    return undefined;
  }
  const text = variables[variable];
  if (text === undefined || text === '') {
    throw new ConfigurationError([
      {
        where,
        problem: `the environment variable ${variable} with the secret of a receiver is not set.`,
        mend: 'Set it, or name a file.',
      },
    ]);
  }
  return { text };
};

type Credentials = { username: string; passwordFile?: string; passwordEnvironment?: string };

const credentialsOf = (
  credentials: Credentials | undefined,
  options: ReadOptions,
): ReceiverCredentials | undefined => {
  const { passwordFile, passwordEnvironment, username } = credentials ?? { username: '' };
  const password = secretSource(passwordFile, passwordEnvironment, options);
  return password && { username, password };
};

const defaultPorts = { tls: 465, starttls: 587, none: 25 };

/**
 * A receiver with absolute paths and its secrets found. Throws a ConfigurationError where a secret
 * is not to be had.
 */
export const readNotificationConfig = (
  settings: NotificationSettings,
  options: ReadOptions,
): ReceiverConfig => {
  const { name, clusters, minimumSeverity } = settings;
  const ca = settings.ca === undefined ? undefined : path.resolve(options.folder, settings.ca);
  const common = { name, clusters, minimumSeverity, ca };
  switch (settings.kind) {
    case 'alertmanager': {
      const { kind, url, bearerTokenFile, bearerTokenEnvironment, resendSeconds } = settings;
      const basic = credentialsOf(settings.basic, options);
      const bearer = secretSource(bearerTokenFile, bearerTokenEnvironment, options);
      return { ...common, kind, url, basic, bearer, resendSeconds };
    }
    case 'webhook': {
      const { kind, url, secretFile, secretEnvironment } = settings;
      return { ...common, kind, url, secret: secretSource(secretFile, secretEnvironment, options) };
    }
    case 'email': {
      const { kind, host, security, language, from, to } = settings;
      const authentication = credentialsOf(settings.authentication, options);
      const port = settings.port ?? defaultPorts[security];
      return { ...common, kind, host, port, security, authentication, language, from, to };
    }
  }
};
