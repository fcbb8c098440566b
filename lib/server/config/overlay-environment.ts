import 'server-only';
import type { Variables } from './read-etcdctl-variables';

const asText = (text: string): unknown => text;
const asList = (text: string): unknown => text.split(',').map((part) => part.trim());
const asNumber = (text: string): unknown => (/^\d+$/.test(text) ? Number(text) : text);
const booleans = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);
const asBoolean = (text: string): unknown => booleans.get(text) ?? text;

/** Variables that stand over the file, with the setting each gives. */
const variablesOfSettings: readonly (readonly [string, string, (text: string) => unknown])[] = [
  ['ETCDSCOPE_DATA_DIR', 'dataDirectory', asText],
  ['ETCDSCOPE_BACKUP_DIR', 'backupDirectory', asText],
  ['ETCDSCOPE_PUBLIC_ORIGINS', 'publicOrigins', asList],
  ['ETCDSCOPE_FRAME_ANCESTORS', 'frameAncestors', asList],
  ['BASE_PATH', 'basePath', asText],
  ['TRUST_FORWARDED_PREFIX', 'trustForwardedPrefix', asBoolean],
  ['HOST', 'host', asText],
  ['PORT', 'port', asNumber],
  ['ETCDSCOPE_SESSION_IDLE_MINUTES', 'sessionIdleMinutes', asNumber],
  ['ETCDSCOPE_SESSION_HOURS', 'sessionHours', asNumber],
  ['ETCDSCOPE_SCRAPE_INTERVAL_SECONDS', 'scrapeIntervalSeconds', asNumber],
  ['ETCDSCOPE_SAMPLE_LIMIT_MEGABYTES', 'sampleLimitMegabytes', asNumber],
];

const modeVariable = 'ETCDSCOPE_AUTHENTICATION';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const overlayMode = (data: Record<string, unknown>, mode: string): unknown => {
  const written = data.authentication;
  return isRecord(written) && written.mode === mode ? written : { mode };
};

/**
 * The settings of a file with those of the environment over them, and which variable a setting
 * came from, for messages. Data that is not a mapping is passed on for the schema to refuse.
 */
export const overlayEnvironment = (
  data: unknown,
  variables: Variables,
): { data: unknown; variableOf: (keys: readonly PropertyKey[]) => string | undefined } => {
  if (!isRecord(data)) {
    return { data, variableOf: () => undefined };
  }
  const overlaid: Record<string, unknown> = { ...data };
  const sources = new Map<PropertyKey, string>();
  for (const [variable, setting, parse] of variablesOfSettings) {
    const text = variables[variable];
    if (text !== undefined && text !== '') {
      overlaid[setting] = parse(text);
      sources.set(setting, `environment variable ${variable}`);
    }
  }
  const mode = variables[modeVariable];
  if (mode !== undefined && mode !== '') {
    overlaid.authentication = overlayMode(data, mode);
    sources.set('authentication', `environment variable ${modeVariable}`);
  }
  const variableOf = ([first]: readonly PropertyKey[]) =>
    first === undefined ? undefined : sources.get(first);
  return { data: overlaid, variableOf };
};
