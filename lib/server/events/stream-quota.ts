import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { sharedInstance } from '../shared-instance';

const streamsPerUser = 20;
const streamsPerProcess = 10_000;

type Counts = { total: number; byUser: Map<string, number> };

const counts = (): Counts =>
  sharedInstance('event-stream-counts', () => ({ total: 0, byUser: new Map() }));

/**
 * Takes one of a user's places for event streams; gives back how to free it. Throws AppError
 * `rate_limited` when the user or the process has too many open.
 */
export const takeStreamPlace = (username: string): (() => void) => {
  const current = counts();
  const own = current.byUser.get(username) ?? 0;
  if (own >= streamsPerUser || current.total >= streamsPerProcess) {
    throw new AppError('rate_limited', {
      detail: 'Too many event streams are open; close some tabs and try again.',
    });
  }
  current.total += 1;
  current.byUser.set(username, own + 1);
  return () => releasePlace(current, username);
};

const releasePlace = (current: Counts, username: string): void => {
  const left = (current.byUser.get(username) ?? 1) - 1;
  current.total -= 1;
  if (left === 0) {
    current.byUser.delete(username);
  } else {
    current.byUser.set(username, left);
  }
};
