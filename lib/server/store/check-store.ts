import 'server-only';
import { store } from './store';

/** Resolves where the store answers a query; rejects with its error. */
export const checkStore = async (): Promise<void> => {
  await store().selectFrom('server_keys').select('name').limit(1).execute();
};
