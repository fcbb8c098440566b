import 'server-only';
import type { Store } from './store';
import type { AccountsTable } from './tables/accounts';

/** The account of that name. */
export const findAccountRow = (
  store: Store,
  username: string,
): Promise<AccountsTable | undefined> =>
  store.selectFrom('accounts').selectAll().where('username', '=', username).executeTakeFirst();

/** Accounts by name. */
export const listAccountRows = (store: Store, limit: number): Promise<AccountsTable[]> =>
  store.selectFrom('accounts').selectAll().orderBy('username').limit(limit).execute();

/** Adds an account; answers false where the name is taken. */
export const insertAccount = async (store: Store, row: AccountsTable): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await store
    .insertInto('accounts')
    .values(row)
    .onConflict((conflict) => conflict.column('username').doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
};

/** What may change about an account. */
export type AccountChange = Partial<
  Pick<AccountsTable, 'role' | 'disabled' | 'password_hash' | 'last_login_at'>
>;

/** Changes an account. */
export const updateAccount = async (
  store: Store,
  username: string,
  change: AccountChange,
): Promise<void> => {
  await store.updateTable('accounts').set(change).where('username', '=', username).execute();
};

/** How many enabled admins there are beside an account. */
export const countOtherAdmins = async (store: Store, username: string): Promise<number> => {
  const row = await store
    .selectFrom('accounts')
    .select((account) => account.fn.countAll().as('count'))
    .where('role', '=', 'admin')
    .where('disabled', '=', 0)
    .where('username', '!=', username)
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

/** Runs changes that must all happen or none. */
export const inTransaction = <Result>(
  store: Store,
  work: (transaction: Store) => Promise<Result>,
): Promise<Result> => store.transaction().execute(work);
