import 'server-only';
import type { Account } from '@/lib/domain/api/session';
import { listAccountRows } from '../store/accounts';
import { store } from '../store/store';
import { accountOfRow } from './read-account';

const maximumAccounts = 1000;

/** The local accounts by name, at most 1000. */
export const listAccounts = async (): Promise<Account[]> =>
  (await listAccountRows(store(), maximumAccounts)).map(accountOfRow);
