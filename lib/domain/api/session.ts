import { z } from 'zod';
import { actions, roles } from '../permissions';
import { lineSchema, timeSchema } from './common';

/** Body of a login. */
export const loginSchema = z.strictObject({
  username: lineSchema.min(1).max(64),
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
const tokenSchema = z.object({
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

/** The shortest password an account may have, in characters. */
export const minimumPasswordLength = 12;

const newPasswordSchema = z
  .string()
  .min(minimumPasswordLength)
  .max(1024)
  .meta({ description: `At least ${minimumPasswordLength} characters.` });

/** The name of a local account. */
export const usernameSchema = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9._@-]{0,62}[a-z0-9])?$/, 'must be 1 to 64 of a-z, 0-9, . _ @ and -')
  .meta({ description: 'The name of a local account.' });

/** Local accounts by name. */
export const accountsSchema = z.object({ accounts: z.array(accountSchema) });

/** Body that makes an account. */
export const newAccountSchema = z.strictObject({
  username: usernameSchema,
  password: newPasswordSchema,
  role: z.enum(roles),
});

/** A new account. */
export type NewAccount = z.infer<typeof newAccountSchema>;

/** Body that changes an account: its role, whether it may be used, or both. */
export const accountChangeSchema = z
  .strictObject({ role: z.enum(roles).optional(), disabled: z.boolean().optional() })
  .refine((change) => change.role !== undefined || change.disabled !== undefined, {
    message: 'must name role or disabled',
  });

/** A change of an account. */
export type AccountChangeRequest = z.infer<typeof accountChangeSchema>;

/** Body that sets the password of somebody else. */
export const passwordResetSchema = z.strictObject({ password: newPasswordSchema });

/** Body that changes one's own password. */
export const passwordChangeSchema = z.strictObject({
  oldPassword: z.string().min(1).max(1024),
  newPassword: newPasswordSchema,
});

/** A change of one's own password. */
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

/** How many sessions were ended. */
export const endedSessionsSchema = z.object({ ended: z.number().int() });

/** API tokens, newest first. */
export const tokensSchema = z.object({ tokens: z.array(tokenSchema) });

/** Body that makes an API token. */
export const newTokenSchema = z.strictObject({
  name: lineSchema.trim().min(1).max(64),
  role: z.enum(roles),
  expiresInDays: z.number().int().min(1).max(365),
});

/** A new API token. */
export type NewToken = z.infer<typeof newTokenSchema>;

/** A token just made. Its secret is shown this once. */
export const createdTokenSchema = tokenSchema.extend({
  secret: z.string().meta({ description: 'Shown this once; only its SHA-256 is kept.' }),
});

/** A token just made, with its secret. */
export type CreatedToken = z.infer<typeof createdTokenSchema>;
