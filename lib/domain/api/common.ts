import { z } from 'zod';
import { fromBase64Url } from '../bytes';

/** Unpadded base64url bytes, as they travel in queries and bodies; refused where malformed. */
export const base64UrlSchema = z
  .string()
  .refine((text) => fromBase64Url(text) !== undefined, 'must be unpadded base64url')
  .meta({ description: 'Bytes as unpadded base64url (RFC 4648 section 5).' });

const greatestNumber = '9223372036854775807';

/** A 64-bit number as decimal text: revisions, counts, leases in requests and answers. */
export const decimalSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,18})$/, 'must be a decimal number of at most 63 bits')
  .refine(
    (text) => text.length < 19 || text <= greatestNumber,
    'must be a decimal number of at most 63 bits',
  )
  .meta({ description: 'A number of at most 63 bits as decimal text.' });

const hidden = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;

/** A line that people will read in lists and logs: it cannot pose as another one. */
export const lineSchema = z
  .string()
  .refine((text) => !hidden.test(text), 'must hold no control characters, breaks or bidi marks');

/** A time as RFC 3339 text in UTC. */
export const timeSchema = z.iso.datetime().meta({ description: 'RFC 3339, UTC.' });

/** The name of a configured cluster: what stands in a URL. */
export const clusterNameSchema = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/, 'must be a cluster name: a-z, 0-9 and -')
  .meta({ description: 'The name of a configured cluster.' });

/** Bytes with a form a person can read; `bytes` is what to send back. */
export const readableSchema = z.object({
  bytes: base64UrlSchema,
  text: z.string().meta({ description: 'UTF-8, everything unusual escaped as \\xNN.' }),
});

/** A code from a closed list with the values its translated sentence names. */
export const reasonSchema = z.object({
  code: z.string(),
  severity: z.enum(['critical', 'warning', 'info']),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** A reason for a verdict, translated by `code` under `reasons` in the messages. */
export type Reason = z.infer<typeof reasonSchema>;
