import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { sharedInstance } from '../shared-instance';

const maximumFailures = 5;
const windowMilliseconds = 300_000;
const maximumNames = 10_000;

/** Times of the failures of the last 300 s, by user and address. */
type Failures = Map<string, number[]>;

const failures = (): Failures => sharedInstance('login-failures', (): Failures => new Map());

const nameOf = (username: string, address: string): string => JSON.stringify([username, address]);

/**
 * Counts an attempt before it is tried, so that attempts side by side cannot pass the limit.
 * Throws `rate_limited` after 5 failures of one user from one address within 300 s.
 */
export const beginLogin = (username: string, address: string, now = Date.now()): void => {
  const all = failures();
  const name = nameOf(username, address);
  const recent = (all.get(name) ?? []).filter((time) => now - time < windowMilliseconds);
  const [first] = recent;
  if (recent.length >= maximumFailures && first !== undefined) {
    const seconds = Math.ceil((first + windowMilliseconds - now) / 1000);
    throw new AppError('rate_limited', {
      detail: `Too many failed logins. Try again in ${seconds} s.`,
      parameters: { seconds },
    });
  }
  all.delete(name);
  const [oldest] = all.keys();
  if (all.size >= maximumNames && oldest !== undefined) {
    all.delete(oldest);
  }
  all.set(name, [...recent, now]);
};

/** Forgets the failures of a user at an address that has just proved the password. */
export const forgiveLogin = (username: string, address: string): void => {
  failures().delete(nameOf(username, address));
};
