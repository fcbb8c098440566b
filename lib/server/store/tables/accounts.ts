import 'server-only';
import type { Role } from '@/lib/domain/permissions';

/** A local account. Times are RFC 3339 text in UTC, flags 0 or 1. */
export type AccountsTable = {
  username: string;
  role: Role;
  disabled: number;
  password_hash: string;
  created_at: string;
  last_login_at: string | null;
};

/** A login session, known by the SHA-256 of its secret only. */
export type SessionsTable = {
  id_hash: string;
  username: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
};

/** An API token, known by the SHA-256 of its secret only. */
export type TokensTable = {
  id: string;
  secret_hash: string;
  name: string;
  username: string;
  role: Role;
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
};

/** Random keys this installation made for itself, base64url. */
export type ServerKeysTable = {
  name: string;
  secret: string;
};
