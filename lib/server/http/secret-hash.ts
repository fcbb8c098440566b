import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-256 in hex of a random secret: what the store keeps of it. */
export const secretHash = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');

/** Whether two texts are equal, in a time that does not tell where they differ. */
export const equalSecrets = (left: string, right: string): boolean =>
  timingSafeEqual(
    createHash('sha256').update(left).digest(),
    createHash('sha256').update(right).digest(),
  );
