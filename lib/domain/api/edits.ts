import { z } from 'zod';
import { longestLifetime } from '../keys/write-limits';
import { base64UrlSchema, decimalSchema, readableSchema } from './common';

const keyBytesSchema = base64UrlSchema.min(1).meta({ description: 'The key; never empty.' });

const revisionOfKey = decimalSchema.meta({
  description: 'The mod revision the key was seen at: nothing is written where it has changed.',
});

const overwritten = decimalSchema.optional().meta({
  description: 'The mod revision of a key to overwrite; where left out the target must not exist.',
});

const secondsSchema = z
  .number()
  .int()
  .min(1)
  .max(longestLifetime)
  .meta({ description: 'Time to live in seconds; etcd may give a little more.' });

/** Query of how a key may be edited. */
export const keyFormsQuerySchema = z.strictObject({ key: keyBytesSchema });

/** How a key may be edited. */
export const keyFormsSchema = z.object({
  modRevision: decimalSchema,
  mayEdit: z.boolean(),
  asYaml: z.boolean().meta({
    description: 'A Kubernetes protobuf whose YAML comes back as the stored bytes, every one.',
  }),
  reason: z
    .enum(['read_only', 'kubernetes_read_only', 'encrypted', 'masked', 'inexact'])
    .nullable()
    .meta({ description: 'Why it may not be edited, or, with `inexact`, only byte by byte.' }),
});

/** How a key may be edited. */
export type KeyForms = z.infer<typeof keyFormsSchema>;

/** Body that creates a key. */
export const newKeySchema = z.strictObject({
  key: keyBytesSchema,
  value: base64UrlSchema,
  seconds: secondsSchema.optional(),
});

/** A key to create. */
export type NewKey = z.infer<typeof newKeySchema>;

/** Body that saves a value: its bytes, or the YAML of a Kubernetes object stored as protobuf. */
export const keySaveSchema = z
  .strictObject({
    key: keyBytesSchema,
    modRevision: revisionOfKey,
    value: base64UrlSchema.optional(),
    yaml: z.string().optional(),
  })
  .refine(({ value, yaml }) => (value === undefined) !== (yaml === undefined), {
    message: 'must hold either value or yaml',
  });

/** A value to save. */
export type KeySave = z.infer<typeof keySaveSchema>;

/** Body that renames a key. */
export const keyRenameSchema = z.strictObject({
  key: keyBytesSchema,
  modRevision: revisionOfKey,
  to: keyBytesSchema,
  toModRevision: overwritten,
});

/** A key to rename. */
export type KeyRename = z.infer<typeof keyRenameSchema>;

/** Body that copies a key. */
export const keyCopySchema = keyRenameSchema.extend({
  keepLease: z.boolean().meta({ description: 'The copy shares the lease, or has none.' }),
});

/** A key to copy. */
export type KeyCopy = z.infer<typeof keyCopySchema>;

/** Body that deletes a key. */
export const keyDeleteSchema = z.strictObject({ key: keyBytesSchema, modRevision: revisionOfKey });

/** A key to delete. */
export type KeyDelete = z.infer<typeof keyDeleteSchema>;

/** Body that gives a key a time to live, or with null takes it away. */
export const keyLifetimeSchema = z.strictObject({
  key: keyBytesSchema,
  modRevision: revisionOfKey,
  seconds: secondsSchema.nullable(),
});

/** A time to live to set. */
export type KeyLifetime = z.infer<typeof keyLifetimeSchema>;

/** What a change of one key came to. */
export const writtenKeySchema = z.object({
  key: readableSchema.meta({ description: 'The key as it is named now.' }),
  outcome: z.enum(['written', 'unchanged', 'confirmed']).meta({
    description:
      'written; unchanged: the same already stood there, so nothing was written; confirmed: no ' +
      'reply came, and reading back found it done.',
  }),
  revision: decimalSchema.meta({ description: 'The store revision it was done or found at.' }),
  verified: z.boolean().meta({
    description: 'What was written was read back and is the same, byte for byte.',
  }),
});

/** What a change of one key came to. */
export type WrittenKey = z.infer<typeof writtenKeySchema>;
