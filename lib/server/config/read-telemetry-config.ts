import 'server-only';
import { ConfigurationError } from './configuration-error';
import type { Variables } from './read-etcdctl-variables';
import { readSecretFile } from './read-secrets';
import type { Settings } from './settings-schema';

/** Who may read the metrics of this process: whoever has the token. */
export type TelemetryConfig = { token: string };

const tokenVariable = 'ETCDSCOPE_METRICS_TOKEN';
const fileVariable = 'ETCDSCOPE_METRICS_TOKEN_FILE';

/** Long enough that guessing it over the network is hopeless. */
const minimumTokenLength = 32;

const tokenOf = (
  { telemetry }: Pick<Settings, 'telemetry'>,
  { variables, folder }: { variables: Variables; folder: string },
): string | undefined => {
  if (variables[tokenVariable]) {
    return variables[tokenVariable];
  }
  const file = variables[fileVariable] || telemetry?.tokenFile;
  return file ? readSecretFile(file, folder) : variables[telemetry?.tokenEnvironment ?? ''];
};

/**
 * The token that metrics of this process are read with; undefined where neither the environment
 * nor the file has one, and then they are off. Throws a ConfigurationError where it is too short.
 */
export const readTelemetryConfig = (
  settings: Pick<Settings, 'telemetry'>,
  { variables, folder, where }: { variables: Variables; folder: string; where: string },
): TelemetryConfig | undefined => {
  const token = tokenOf(settings, { variables, folder });
  if (token === undefined && settings.telemetry === undefined) {
    return undefined;
  }
  if (token === undefined || token.length < minimumTokenLength) {
    throw new ConfigurationError([
      {
        where,
        problem: `the token of telemetry needs ${minimumTokenLength} characters or more.`,
        mend: `Name a file in telemetry.tokenFile or ${fileVariable}, or set ${tokenVariable}.`,
      },
    ]);
  }
  return { token };
};
