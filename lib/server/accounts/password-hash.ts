import 'server-only';
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { withHashingSlot } from './hashing-slots';

/** OWASP's first choice for scrypt: 128 MiB of memory and some 0.4 s for each guess. */
const costs = { N: 2 ** 17, r: 8, p: 1 };
const keyBytes = 32;

type Parameters = { N: number; r: number; p: number; salt: Buffer; key: Buffer };

const derive = (password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  withHashingSlot(
    () =>
      new Promise((resolve, reject) => {
        // The same password typed on another keyboard may be composed otherwise.
        const normalised = password.normalize('NFKC');
        const maxmem = 256 * (options.N ?? 0) * (options.r ?? 0);
        scrypt(normalised, salt, keyBytes, { ...options, maxmem }, (error, key) =>
          error === null ? resolve(key) : reject(error),
        );
      }),
  );

/** The scrypt hash of a password with its costs and salt: `scrypt$N$r$p$salt$key`. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16);
  const key = await derive(password, salt, costs);
  const encoded = [salt, key].map((bytes) => bytes.toString('base64url'));
  return ['scrypt', costs.N, costs.r, costs.p, ...encoded].join('$');
};

const parse = (stored: string): Parameters => {
  const [scheme, N, r, p, salt = '', key = ''] = stored.split('$');
  if (scheme !== 'scrypt') {
    throw new Error('A password hash in the store is of an unknown scheme.');
  }
  return {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
};

/**
 * What is checked where there is no such account, so that an answer takes as long as for one that
 * exists. It has the costs of a real hash and fits no password.
 */
const nobody = `scrypt$${costs.N}$${costs.r}$${costs.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Whether a password fits a stored hash; undefined stands for an account that does not exist. */
export const verifyPassword = async (
  password: string,
  stored: string | undefined,
): Promise<boolean> => {
  const { salt, key, ...options } = parse(stored ?? nobody);
  const derived = await derive(password, salt, options);
  return timingSafeEqual(derived, key) && stored !== undefined;
};
