import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { sharedInstance } from '../shared-instance';

const perSecond = 20;
const burst = 60;
const maximumBuckets = 10_000;

type Bucket = { tokens: number; at: number };

/** Token buckets by name; the one unused for longest goes when there are too many. */
export type Buckets = {
  /** Takes one token; answers with the seconds to wait where there is none, else 0. */
  take: (name: string, now?: number) => number;
};

/** Buckets that fill at `rate` tokens a second up to `size`. */
export const createBuckets = (rate: number, size: number): Buckets => {
  const buckets = new Map<string, Bucket>();
  return {
    take: (name, now = Date.now()) => {
      const bucket = buckets.get(name) ?? { tokens: size, at: now };
      const tokens = Math.min(size, bucket.tokens + ((now - bucket.at) / 1000) * rate);
      const [oldest] = buckets.keys();
      if (buckets.size >= maximumBuckets && oldest !== undefined && !buckets.has(name)) {
        buckets.delete(oldest);
      }
      buckets.delete(name);
      const isAllowed = tokens >= 1;
      buckets.set(name, { tokens: isAllowed ? tokens - 1 : tokens, at: now });
      return isAllowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / rate));
    },
  };
};

/** Throws `rate_limited` where someone asks more than 20 times a second after a burst of 60. */
export const limitRate = (name: string): void => {
  const seconds = sharedInstance('rate-limit', () => createBuckets(perSecond, burst)).take(name);
  if (seconds > 0) {
    throw new AppError('rate_limited', {
      detail: `Too many requests. Try again in ${seconds} s.`,
      parameters: { seconds },
    });
  }
};
