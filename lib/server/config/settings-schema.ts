import 'server-only';
import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { roles } from '@/lib/domain/permissions';
import { clusterDefaults } from './cluster-defaults';
import { normaliseEndpoint } from './normalise-endpoint';
import { notificationSchema } from './notification-schema';
import { prometheusSchema } from './prometheus-schema';

const filePath = z.string().min(1, 'must be a path');

const clientUrl = z.string().transform((text, context) => {
  const endpoint = normaliseEndpoint(text, 'https');
  if (endpoint === undefined) {
    context.addIssue({
      code: 'custom',
      message: 'must be a client URL such as https://10.0.0.1:2379',
    });
    return z.NEVER;
  }
  return endpoint;
});

const origin = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin = url !== undefined && /^https?:$/.test(url.protocol) && url.origin === text;
  return isOrigin && !text.includes('*');
}, 'must be an origin such as https://console.example.org, without a path or a wildcard');

/** Shown to whoever may see charts. */
const hasNoPassword = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return `${url?.username ?? ''}${url?.password ?? ''}` === '';
};

const metricsUrl = z
  .url({ protocol: /^https?$/ })
  .refine(hasNoPassword, 'must be a URL without a user or password in it')
  .transform((text) => text.replace(/\/+$/, ''));

const tlsSchema = z.strictObject({
  ca: filePath.optional(),
  certificate: filePath.optional(),
  key: filePath.optional(),
  serverName: z.string().min(1).optional(),
});

const passwordSources = ['password', 'passwordFile', 'passwordEnvironment'] as const;

const etcdUserSchema = z
  .strictObject({
    username: z.string().min(1),
    password: z.string().optional(),
    passwordFile: filePath.optional(),
    passwordEnvironment: z.string().min(1).optional(),
  })
  .refine(
    (user) => passwordSources.filter((source) => user[source] !== undefined).length === 1,
    'must have exactly one of password, passwordFile and passwordEnvironment',
  );

const isAddressOrName = /^[A-Za-z0-9._:-]+(\/\d{1,3})?$/;

const clusterSchema = z
  .strictObject({
    name: clusterNameSchema,
    displayName: z.string().min(1).max(100).optional(),
    endpoints: z.array(clientUrl).min(1, 'must name at least one client URL'),
    tls: tlsSchema.optional(),
    authentication: etcdUserSchema.optional(),
    metricsUrls: z.array(metricsUrl).default([]),
    prometheus: prometheusSchema.optional(),
    readOnly: z.boolean().default(false),
    kubernetesPrefix: z
      .string()
      .regex(/\/$/, 'must end with a slash, as in /registry/')
      .default(clusterDefaults.kubernetesPrefix),
    delimiter: z.string().length(1, 'must be one character').default(clusterDefaults.delimiter),
    allowedHosts: z
      .array(z.string().regex(isAddressOrName, 'must be a host name, an address or a CIDR'))
      .default([]),
  })
  .refine(({ tls }) => (tls?.certificate === undefined) === (tls?.key === undefined), {
    path: ['tls'],
    message: 'must have both certificate and key, or neither',
  })
  .refine(({ endpoints, tls }) => !endpoints.every((url) => url.startsWith('http:')) || !tls, {
    path: ['tls'],
    message: 'is of no use with http endpoints: write https:// in endpoints or leave tls out',
  });

const roleSchema = z.enum(roles);

const authenticationSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('local') }),
  z.strictObject({
    mode: z.literal('kubesphere'),
    /** Files with one secret each; the environment can carry secrets too. */
    secretFiles: z.array(filePath).default([]),
    roles: z
      .strictObject({
        users: z.record(z.string(), roleSchema).default({}),
        groups: z.record(z.string(), roleSchema).default({}),
      })
      .default({ users: {}, groups: {} }),
  }),
]);

/** A path prefix: empty, or segments with a leading and no trailing slash. */
const basePathSchema = z
  .string()
  .regex(/^(\/[A-Za-z0-9._~-]+)*\/?$/, 'must be a path such as /proxy/etcdscope')
  .transform((text) => text.replace(/\/$/, ''));

const telemetrySchema = z
  .strictObject({ tokenFile: filePath.optional(), tokenEnvironment: z.string().min(1).optional() })
  .refine(
    ({ tokenFile, tokenEnvironment }) =>
      (tokenFile === undefined) !== (tokenEnvironment === undefined),
    {
      message: 'must have either tokenFile or tokenEnvironment',
    },
  );

/** Every setting a configuration file may hold. */
export const settingsSchema = z
  .strictObject({
    clusters: z.array(clusterSchema).optional(),
    dataDirectory: filePath.optional(),
    backupDirectory: filePath.optional(),
    publicOrigins: z.array(origin).default([]),
    frameAncestors: z.array(origin).default([]),
    authentication: authenticationSchema.default({ mode: 'local' }),
    /** Where alerts are sent. */
    notifications: z.array(notificationSchema).max(20).default([]),
    /** Who may read the metrics of this process; nobody where absent. */
    telemetry: telemetrySchema.optional(),
    basePath: basePathSchema.default(''),
    trustForwardedPrefix: z.boolean().default(false),
    host: z.string().min(1).default('127.0.0.1'),
    port: z.number().int().min(0).max(65_535).default(3000),
    sessionIdleMinutes: z.number().int().min(1).max(1440).default(60),
    sessionHours: z.number().int().min(1).max(720).default(12),
    scrapeIntervalSeconds: z.number().int().min(5).max(300).default(15),
    sampleLimitMegabytes: z.number().int().min(10).max(1_000_000).default(2000),
  })
  .superRefine(({ clusters = [], notifications }, context) => {
    const names = { clusters, notifications };
    for (const [list, entries] of Object.entries(names)) {
      entries.forEach(({ name }, index) => {
        if (entries.findIndex((other) => other.name === name) !== index) {
          context.addIssue({
            code: 'custom',
            path: [list, index, 'name'],
            message: `repeats the name "${name}"; each needs its own`,
          });
        }
      });
    }
  });

/** Settings as a file or the environment gives them. */
export type Settings = z.infer<typeof settingsSchema>;

/** One cluster as a file gives it. */
export type ClusterSettings = z.infer<typeof clusterSchema>;
