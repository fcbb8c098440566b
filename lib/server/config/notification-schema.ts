import 'server-only';
import { z } from 'zod';
import { receiverNameSchema } from '@/lib/domain/api/alerts';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { languages } from '@/lib/domain/messages';

const filePath = z.string().min(1, 'must be a path');
const variableName = z.string().min(1, 'must be the name of a variable');

/** Secrets are never in the URL: what is shown of a receiver shows it. */
const receiverUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    context.addIssue({
      code: 'custom',
      message: 'must be an http or https URL without a user or password in it',
    });
    return z.NEVER;
  }
  return url.href.replace(/\/+$/, '');
});

const address = z.email('must be a mail address');

/** A sender may carry a name: `etcd alerts <etcd@example.org>`. */
const sender = z
  .string()
  .regex(/^([^<>\r\n]{0,100}<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, 'must be a mail address');

const atMostOne = (values: readonly (string | undefined)[]): boolean =>
  values.filter((value) => value !== undefined).length <= 1;

const credentialsSchema = z
  .strictObject({
    username: z.string().min(1),
    passwordFile: filePath.optional(),
    passwordEnvironment: variableName.optional(),
  })
  .refine(
    ({ passwordFile, passwordEnvironment }) =>
      (passwordFile === undefined) !== (passwordEnvironment === undefined),
    { message: 'must have exactly one of passwordFile and passwordEnvironment' },
  );

const common = {
  name: receiverNameSchema,
  clusters: z.array(clusterNameSchema).min(1, 'must name a cluster, or be left out').optional(),
  minimumSeverity: z.enum(['critical', 'warning', 'info']).default('info'),
  ca: filePath.optional(),
};

const alertmanagerSchema = z
  .strictObject({
    kind: z.literal('alertmanager'),
    ...common,
    url: receiverUrl,
    basic: credentialsSchema.optional(),
    bearerTokenFile: filePath.optional(),
    bearerTokenEnvironment: variableName.optional(),
    resendSeconds: z.number().int().min(5).max(3600).default(60),
  })
  .refine(
    ({ basic, bearerTokenFile, bearerTokenEnvironment }) =>
      atMostOne([basic?.username, bearerTokenFile, bearerTokenEnvironment]),
    { message: 'must have at most one of basic, bearerTokenFile and bearerTokenEnvironment' },
  );

const webhookSchema = z
  .strictObject({
    kind: z.literal('webhook'),
    ...common,
    url: receiverUrl,
    secretFile: filePath.optional(),
    secretEnvironment: variableName.optional(),
  })
  .refine(({ secretFile, secretEnvironment }) => atMostOne([secretFile, secretEnvironment]), {
    message: 'must have at most one of secretFile and secretEnvironment',
  });

const emailSchema = z.strictObject({
  kind: z.literal('email'),
  ...common,
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535).optional(),
  security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
  authentication: credentialsSchema.optional(),
  language: z.enum(languages).default('en'),
  from: sender,
  to: z.array(address).min(1, 'must name an address').max(50),
});

/** A receiver of alerts as a configuration file gives it. */
export const notificationSchema = z
  .discriminatedUnion('kind', [alertmanagerSchema, webhookSchema, emailSchema])
  .refine(
    (receiver) =>
      receiver.kind !== 'email' ||
      receiver.security !== 'none' ||
      receiver.authentication === undefined,
    {
      path: ['authentication'],
      message: 'would send the password in the clear: set security to tls or starttls',
    },
  );

/** A receiver of alerts as a configuration file gives it. */
export type NotificationSettings = z.infer<typeof notificationSchema>;
