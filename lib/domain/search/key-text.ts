import { readableBytes } from '../bytes';

/** More characters than this do not fit the arguments of a call everywhere. */
const longestPlain = 4_096;

/** `readableBytes`, several times faster for the keys most stores have: printable ASCII. */
export const keyText = (key: Uint8Array): string => {
  if (key.length > longestPlain) {
    return readableBytes(key);
  }
  for (const byte of key) {
    if (byte < 0x20 || byte > 0x7e || byte === 0x5c) {
      return readableBytes(key);
    }
  }
  return String.fromCharCode(...key);
};
