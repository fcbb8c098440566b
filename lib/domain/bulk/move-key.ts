import { concatBytes, startsWithBytes } from '../bytes';

/** A prefix that is put in the place of another; both empty where keys stay where they are. */
export type KeyMove = { from: Uint8Array; to: Uint8Array };

/** The key with its prefix replaced, or undefined where it does not begin with `from`. */
export const moveKey = (key: Uint8Array, { from, to }: KeyMove): Uint8Array | undefined =>
  startsWithBytes(key, from) ? concatBytes(to, key.subarray(from.length)) : undefined;
