import 'server-only';
import { z } from 'zod';

const filePath = z.string().min(1, 'must be a path');
const variableName = z.string().min(1, 'must be the name of a variable');

const baseUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBase =
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    `${url.username}${url.password}${url.search}${url.hash}` === '';
  if (!isBase) {
    context.addIssue({
      code: 'custom',
      message: 'must be a base URL such as https://prometheus.example.org:9090, without a password',
    });
    return z.NEVER;
  }
  return url.href.replace(/\/+$/, '');
});

const matcher = String.raw`[A-Za-z_][A-Za-z0-9_]*\s*(=~|!~|!=|=)\s*"([^"\\]|\\.)*"`;
const isMatchers = new RegExp(`^\\s*${matcher}\\s*(,\\s*${matcher}\\s*)*$`);

const exactlyOne = (...values: (string | undefined)[]): boolean =>
  values.filter((value) => value !== undefined).length === 1;

/** How a Prometheus that knows a cluster is reached, as a configuration file says it. */
export const prometheusSchema = z
  .strictObject({
    url: baseUrl,
    tls: z
      .strictObject({
        ca: filePath.optional(),
        certificate: filePath.optional(),
        key: filePath.optional(),
        serverName: z.string().min(1).optional(),
      })
      .refine(({ certificate, key }) => (certificate === undefined) === (key === undefined), {
        message: 'must have both certificate and key, or neither',
      })
      .optional(),
    bearer: z
      .strictObject({ tokenFile: filePath.optional(), tokenEnvironment: variableName.optional() })
      .refine(({ tokenFile, tokenEnvironment }) => exactlyOne(tokenFile, tokenEnvironment), {
        message: 'must have exactly one of tokenFile and tokenEnvironment',
      })
      .optional(),
    basic: z
      .strictObject({
        username: z.string().min(1),
        passwordFile: filePath.optional(),
        passwordEnvironment: variableName.optional(),
      })
      .refine(
        ({ passwordFile, passwordEnvironment }) => exactlyOne(passwordFile, passwordEnvironment),
        { message: 'must have exactly one of passwordFile and passwordEnvironment' },
      )
      .optional(),
    matchers: z
      .string()
      .regex(isMatchers, 'must be label matchers such as job="etcd",cluster="production"')
      .default('job=~".*etcd.*"'),
    memberLabel: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of a label')
      .default('instance'),
  })
  .refine(({ bearer, basic }) => bearer === undefined || basic === undefined, {
    message: 'must not have both bearer and basic',
  })
  .refine(({ url, tls }) => url.startsWith('https:') || tls === undefined, {
    path: ['tls'],
    message: 'is of no use with an http url: write https:// in url or leave tls out',
  });

/** A Prometheus as a file gives it. */
export type PrometheusSettings = z.infer<typeof prometheusSchema>;
