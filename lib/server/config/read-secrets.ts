import 'server-only';
import path from 'node:path';
import { ConfigurationError } from './configuration-error';
import type { Variables } from './read-etcdctl-variables';
import { readTextFile } from './read-text-file';

/** Long enough that guessing it over the network is hopeless. */
const minimumSecretLength = 32;

type SecretOptions = { folder: string; variables: Variables };

/** The secret in a file, without the space around it; a ConfigurationError where there is none. */
export const readSecretFile = (file: string, folder: string): string => {
  const absolute = path.resolve(folder, file);
  const { text, outcome } = readTextFile(absolute);
  const secret = text?.trim() ?? '';
  if (secret === '') {
    throw new ConfigurationError([
      {
        where: absolute,
        problem:
          text === undefined ? `the secret file is ${outcome}.` : 'the secret file is empty.',
        mend: 'Put the secret in it, readable for the user this process runs as.',
      },
    ]);
  }
  return secret;
};

/** The password of an etcd user: written down, in a file, or in a variable. */
export const readSecret = (
  {
    password,
    passwordFile,
    passwordEnvironment,
  }: { password?: string; passwordFile?: string; passwordEnvironment?: string },
  { folder, variables, where }: SecretOptions & { where: string },
): string => {
  if (passwordFile !== undefined) {
    return readSecretFile(passwordFile, folder);
  }
  const value = passwordEnvironment === undefined ? password : variables[passwordEnvironment];
  if (value === undefined) {
    throw new ConfigurationError([
      {
        where,
        problem: `the environment variable ${passwordEnvironment} with the password is not set.`,
        mend: 'Set it, or use passwordFile.',
      },
    ]);
  }
  return value;
};

/**
 * The secrets the proxy may prove itself with, from files and from ETCDSCOPE_PROXY_SECRET (one,
 * or several separated by commas). At least one is needed, each of 32 characters or more.
 */
export const readSecretFiles = (
  files: readonly string[],
  { folder, variables, where }: SecretOptions & { where: string },
): string[] => {
  const extraFile = variables.ETCDSCOPE_PROXY_SECRET_FILE;
  const fromVariable = (variables.ETCDSCOPE_PROXY_SECRET ?? '').split(',').filter(Boolean);
  const named = extraFile ? [...files, extraFile] : files;
  const secrets = [...fromVariable, ...named.map((file) => readSecretFile(file, folder))];
  if (secrets.length === 0 || secrets.some((secret) => secret.length < minimumSecretLength)) {
    throw new ConfigurationError([
      {
        where,
        problem: `mode kubesphere needs a proxy secret of ${minimumSecretLength} characters or more.`,
        mend: 'Name a file in authentication.secretFiles or ETCDSCOPE_PROXY_SECRET_FILE.',
      },
    ]);
  }
  return secrets;
};
