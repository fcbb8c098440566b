import 'server-only';
import type { Token } from '@/lib/domain/api/session';
import { isAllowed } from '@/lib/domain/permissions';
import type { RequestContext } from '../http/request-context';
import { store } from '../store/store';
import { listTokenRows } from '../store/tokens';
import { tokenOfRow } from './token-of-row';

const maximumListed = 1000;

/** Whose tokens someone may see and revoke: their own, or, managing accounts, everybody's. */
export const tokenScope = ({ identity }: RequestContext): string | undefined =>
  isAllowed(identity.role, 'account:manage') ? undefined : identity.username;

/** The tokens that whoever asks may see, newest first, at most 1000. */
export const listTokens = async (context: RequestContext): Promise<Token[]> =>
  (await listTokenRows(store(), tokenScope(context), maximumListed)).map(tokenOfRow);
