import { z } from 'zod';
import { base64UrlSchema, clusterNameSchema, decimalSchema } from './common';

const topicFields = { cluster: clusterNameSchema, prefix: base64UrlSchema };

/** What happened to one direct child of a watched prefix. */
const childChangeSchema = z.object({
  kind: z.enum(['folder', 'key']),
  name: base64UrlSchema.meta({
    description: 'The whole key, or the folder with its closing delimiter.',
  }),
  puts: z.number().int().meta({ description: 'Puts, those that created a key among them.' }),
  deletes: z.number().int(),
  created: z.number().int().meta({ description: 'Puts of keys that did not exist before.' }),
  modRevision: decimalSchema.meta({ description: 'Of the last change.' }),
  version: decimalSchema
    .nullable()
    .meta({ description: 'Of a key after its last change; null for a folder or a deleted key.' }),
  lease: z.string().nullable().meta({ description: 'Lease of a key in hex, null for none.' }),
});

/** What happened to one direct child of a watched prefix; a folder's count grows by created − deletes. */
export type ChildChange = z.infer<typeof childChangeSchema>;

const keysSchema = z.object({
  type: z.literal('keys'),
  ...topicFields,
  from: decimalSchema,
  to: decimalSchema,
  children: z.array(childChangeSchema).meta({
    description:
      'Everything that happened to the children in revisions (from, to]. Without children: from ' +
      'here on nothing is missed.',
  }),
});

/** All that happened to the children of a prefix in revisions (from, to]. */
export type KeysEvent = z.infer<typeof keysSchema>;

const keysResyncSchema = z.object({
  type: z.literal('keys-resync'),
  ...topicFields,
  reason: z.enum(['compacted', 'overflow', 'reconnected']),
  revision: decimalSchema.meta({
    description: 'Changes after this revision follow; what came before must be read.',
  }),
});

/** Changes were missed: read the prefix anew, at `revision` or later. */
export type KeysResyncEvent = z.infer<typeof keysResyncSchema>;

const keysStatusSchema = z.object({
  type: z.literal('keys-status'),
  ...topicFields,
  status: z.enum(['interrupted', 'refused']),
  code: z.string().meta({ description: 'An error code that says why.' }),
});

/**
 * The prefix is not followed at the moment: `interrupted` will go on by itself with the next event
 * and miss nothing; `refused` will not (no permission in etcd, or too many watches).
 */
export type KeysStatusEvent = z.infer<typeof keysStatusSchema>;

/** The events of the topics `keys:<cluster>:<prefix>`. */
export const keysEventSchemas = [keysSchema, keysResyncSchema, keysStatusSchema] as const;
