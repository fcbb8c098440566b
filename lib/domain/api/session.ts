import { z } from 'zod';
import { actions, roles } from '../permissions';
import { timeSchema } from './common';

/** Body of a login. */
export const loginSchema = z.strictObject({
  username: z.string().min(1).max(64),
  password: z.string().min(1).max(1024),
});

/** Who is asking, what they may do, and the token their state changes must carry. */
export const sessionSchema = z.object({
  username: z.string(),
  role: z.enum(roles),
  actions: z.array(z.enum(actions)),
  mode: z.enum(['local', 'kubesphere', 'token']),
  csrfToken: z.string(),
  expiresAt: timeSchema.nullable(),
});

/** The person or token behind a request, as the browser sees it. */
export type Session = z.infer<typeof sessionSchema>;

/** An account as an admin sees it. */
export const accountSchema = z.object({
  username: z.string(),
  role: z.enum(roles),
  disabled: z.boolean(),
  createdAt: timeSchema,
  lastLoginAt: timeSchema.nullable(),
});

/** A local account without its password. */
export type Account = z.infer<typeof accountSchema>;

/** An API token without its secret. */
export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  role: z.enum(roles),
  createdAt: timeSchema,
  expiresAt: timeSchema,
  lastUsedAt: timeSchema.nullable(),
});

/** An API token without its secret. */
export type Token = z.infer<typeof tokenSchema>;
