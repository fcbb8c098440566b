import 'server-only';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sharedInstance } from '../shared-instance';
import type { ClusterConfig } from './cluster-config';
import type { AuthenticationConfig, Configuration } from './configuration';
import { ConfigurationError } from './configuration-error';
import { detectCluster } from './detect-cluster';
import type { DetectionAttempt } from './detection-attempt';
import { explainType } from './explain-type';
import { overlayEnvironment } from './overlay-environment';
import { explainIssues, parseConfigurationFile } from './parse-configuration-file';
import { readClusterOverrides } from './read-cluster-overrides';
import {
  etcdctlVariableNames,
  readEtcdctlVariables,
  type Variables,
} from './read-etcdctl-variables';
import { readNotificationConfig } from './read-notification-config';
import { readPrometheusConfig } from './read-prometheus-config';
import { readSecret, readSecretFiles } from './read-secrets';
import { readTelemetryConfig } from './read-telemetry-config';
import { type ClusterSettings, type Settings, settingsSchema } from './settings-schema';

/** Where to load from, for tests: variables, and a folder in front of the detected paths. */
export type LoadOptions = { variables?: Variables; root?: string };

const readFile = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown error';
    throw new ConfigurationError([
      {
        where: file,
        problem: `the configuration file cannot be read (${code}).`,
        mend: 'Correct ETCDSCOPE_CONFIG, or leave it out to use the ETCDCTL_* variables.',
      },
    ]);
  }
};

const readSettings = (variables: Variables): { settings: Settings; locate: Locate } => {
  const file = variables.ETCDSCOPE_CONFIG;
  const parsed = file
    ? parseConfigurationFile(readFile(file), file)
    : { data: {}, locate: () => 'environment' };
  const overlaid = overlayEnvironment(parsed.data, variables);
  const locate: Locate = (keys) => overlaid.variableOf(keys) ?? parsed.locate(keys);
  const checked = settingsSchema.safeParse(overlaid.data, { error: explainType });
  if (!checked.success) {
    throw explainIssues(checked.error.issues, locate);
  }
  return { settings: checked.data, locate };
};

type Locate = (keys: readonly PropertyKey[]) => string;

const toClusterConfig = (
  cluster: ClusterSettings,
  { folder, variables, source }: { folder: string; variables: Variables; source: string },
): ClusterConfig => {
  const absolute = (file: string | undefined) =>
    file === undefined ? undefined : path.resolve(folder, file);
  const { tls, authentication, prometheus } = cluster;
  const isSecure = cluster.endpoints.some((endpoint) => endpoint.startsWith('https:'));
  return {
    ...cluster,
    displayName: cluster.displayName ?? cluster.name,
    endpoints: [...new Set(cluster.endpoints)],
    tls: isSecure
      ? {
          ca: absolute(tls?.ca),
          certificate: absolute(tls?.certificate),
          key: absolute(tls?.key),
          serverName: tls?.serverName,
        }
      : undefined,
    authentication: authentication && {
      username: authentication.username,
      password: readSecret(authentication, { folder, variables, where: source }),
    },
    prometheus:
      prometheus && readPrometheusConfig(prometheus, { folder, variables, where: source }),
    source,
  };
};

type Clusters = { clusters: ClusterConfig[]; attempts: DetectionAttempt[] };

/** A file with clusters wins, then the etcdctl variables, then what this machine has installed. */
const findClusters = (
  settings: Settings,
  { variables, root, folder, locate }: FindOptions,
): Clusters => {
  const { ofAny, ofSingle } = readClusterOverrides(variables);
  const file = variables.ETCDSCOPE_CONFIG;
  const fileAttempt: DetectionAttempt = {
    what: 'Configuration file',
    where: file ?? 'ETCDSCOPE_CONFIG',
    outcome: settings.clusters ? 'found' : file === undefined ? 'absent' : 'incomplete',
    detail: settings.clusters || file === undefined ? undefined : 'It lists no clusters.',
  };
  if (settings.clusters) {
    const clusters = settings.clusters.map((cluster, index) => {
      const source = locate(['clusters', index]);
      return ofAny(toClusterConfig(cluster, { folder, variables, source }));
    });
    return { clusters, attempts: [fileAttempt] };
  }
  const named = readEtcdctlVariables(variables, 'environment');
  const variablesAttempt: DetectionAttempt = {
    what: 'etcdctl variables',
    where: etcdctlVariableNames.join(', '),
    outcome: named === undefined ? 'absent' : 'found',
    detail: undefined,
  };
  const tried = [fileAttempt, variablesAttempt];
  if (named !== undefined) {
    return { clusters: [ofSingle(named)], attempts: tried };
  }
  const { cluster, attempts } = detectCluster(root);
  const clusters = cluster === undefined ? [] : [ofSingle(cluster)];
  return { clusters, attempts: [...tried, ...attempts] };
};

type FindOptions = { variables: Variables; root: string; folder: string; locate: Locate };

const readAuthentication = (
  { authentication }: Settings,
  { variables, folder, locate }: Omit<FindOptions, 'root'>,
): AuthenticationConfig => {
  if (authentication.mode === 'local') {
    return authentication;
  }
  const where = locate(['authentication', 'mode']);
  const secrets = readSecretFiles(authentication.secretFiles, { folder, variables, where });
  return { mode: 'kubesphere', secrets, roles: authentication.roles };
};

/**
 * Reads every setting: the YAML file named by ETCDSCOPE_CONFIG, variables over it, and the
 * detected cluster where neither names one. Throws a ConfigurationError with a line a problem.
 */
export const loadConfiguration = ({
  variables = process.env,
  root = '/',
}: LoadOptions = {}): Configuration => {
  const { settings, locate } = readSettings(variables);
  const file = variables.ETCDSCOPE_CONFIG;
  const folder = file ? path.dirname(path.resolve(file)) : process.cwd();
  const dataDirectory = path.resolve(folder, settings.dataDirectory ?? '.data');
  return {
    ...settings,
    ...findClusters(settings, { variables, root, folder, locate }),
    dataDirectory,
    backupDirectory: settings.backupDirectory
      ? path.resolve(folder, settings.backupDirectory)
      : path.join(dataDirectory, 'backups'),
    telemetry: readTelemetryConfig(settings, {
      variables,
      folder,
      where: locate(['telemetry']),
    }),
    authentication: readAuthentication(settings, { variables, folder, locate }),
    notifications: settings.notifications.map((receiver, index) => {
      const where = locate(['notifications', index]);
      return readNotificationConfig(receiver, { folder, variables, where });
    }),
  };
};

/** The configuration of this process, read once. */
export const configuration = (): Configuration =>
  sharedInstance('configuration', () => loadConfiguration());
