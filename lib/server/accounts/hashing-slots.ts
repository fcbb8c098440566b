import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { sharedInstance } from '../shared-instance';

const maximumRunning = 2;
const maximumWaiting = 16;

type Slots = { running: number; waiting: (() => void)[] };

const slots = (): Slots =>
  sharedInstance('hashing-slots', (): Slots => ({ running: 0, waiting: [] }));

const acquire = async ({ waiting }: Slots): Promise<void> => {
  if (waiting.length >= maximumWaiting) {
    throw new AppError('rate_limited', {
      detail: 'Too many passwords are being checked. Try again in 5 s.',
      parameters: { seconds: 5 },
    });
  }
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
  });
};

/** Hashes at most two passwords at once, since each takes 128 MiB; 16 more wait their turn. */
export const withHashingSlot = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  const shared = slots();
  if (shared.running >= maximumRunning) {
    await acquire(shared);
  } else {
    shared.running += 1;
  }
  try {
    return await work();
  } finally {
    const next = shared.waiting.shift();
    if (next === undefined) {
      shared.running -= 1;
    } else {
      next();
    }
  }
};
