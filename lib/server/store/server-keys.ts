import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Store } from './store';

/** The 256-bit key of that name, made at its first use; base64url. */
export const serverKey = async (store: Store, name: string): Promise<string> => {
  const read = () =>
    store.selectFrom('server_keys').select('secret').where('name', '=', name).executeTakeFirst();
  const existing = await read();
  if (existing !== undefined) {
    return existing.secret;
  }
  await store
    .insertInto('server_keys')
    .values({ name, secret: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return serverKey(store, name);
};
