import 'server-only';
import type { Token } from '@/lib/domain/api/session';
import type { TokensTable } from '../store/tables/accounts';

/** A token without its secret. */
export const tokenOfRow = (row: TokensTable): Token => ({
  id: row.id,
  name: row.name,
  username: row.username,
  role: row.role,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
});
