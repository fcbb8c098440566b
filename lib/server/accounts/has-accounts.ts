import 'server-only';
import { listAccountRows } from '../store/accounts';
import { store } from '../store/store';

/** Whether any local account exists: until then the login page says how to make the first. */
export const hasAccounts = async (): Promise<boolean> =>
  (await listAccountRows(store(), 1)).length > 0;
