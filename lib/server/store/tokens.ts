import 'server-only';
import type { Store } from './store';
import type { TokensTable } from './tables/accounts';

/** Adds a token. */
export const insertToken = async (store: Store, row: TokensTable): Promise<void> => {
  await store.insertInto('tokens').values(row).execute();
};

/** The token of that secret's hash. */
export const findTokenBySecret = (
  store: Store,
  secretHash: string,
): Promise<TokensTable | undefined> =>
  store.selectFrom('tokens').selectAll().where('secret_hash', '=', secretHash).executeTakeFirst();

/** Tokens, newest first; of one account, or of all where no name is given. */
export const listTokenRows = (
  store: Store,
  username: string | undefined,
  limit: number,
): Promise<TokensTable[]> => {
  const query = store
    .selectFrom('tokens')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit);
  return (username === undefined ? query : query.where('username', '=', username)).execute();
};

/** How many tokens an account has. */
export const countTokens = async (store: Store, username: string): Promise<number> => {
  const row = await store
    .selectFrom('tokens')
    .select((token) => token.fn.countAll().as('count'))
    .where('username', '=', username)
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

/** Notes that a token was used. */
export const touchToken = async (store: Store, id: string, time: string): Promise<void> => {
  await store.updateTable('tokens').set({ last_used_at: time }).where('id', '=', id).execute();
};

/** Removes a token, of one account where a name is given; answers whether there was one. */
export const deleteToken = async (
  store: Store,
  id: string,
  username: string | undefined,
): Promise<boolean> => {
  const query = store.deleteFrom('tokens').where('id', '=', id);
  const { numDeletedRows } = await (username === undefined
    ? query
    : query.where('username', '=', username)
  ).executeTakeFirst();
  return numDeletedRows > 0n;
};

/** Removes every token of an account. */
export const deleteTokensOf = async (store: Store, username: string): Promise<void> => {
  await store.deleteFrom('tokens').where('username', '=', username).execute();
};
