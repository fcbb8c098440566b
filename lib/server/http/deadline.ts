import 'server-only';
import { AppError } from '@/lib/domain/errors';

/** A request's end: when its client has gone or its time is over. */
export type Deadline = {
  signal: AbortSignal;
  /** Resolves or rejects as `work` does, or rejects as soon as the end has come. */
  race: <Result>(work: Promise<Result>) => Promise<Result>;
  /** What to tell the client where a failure was caused by the end; else undefined. */
  cause: () => AppError | undefined;
  /** Ends the timer; the client going away still aborts the signal. */
  stop: () => void;
};

const overdue = (isRead: boolean, milliseconds: number): AppError =>
  isRead
    ? new AppError('deadline_exceeded', {
        detail: `No answer within ${milliseconds} ms.`,
        parameters: { milliseconds },
      })
    : new AppError('outcome_unknown', {
        detail: `Not finished within ${milliseconds} ms: look whether it happened before you repeat it.`,
        parameters: { milliseconds },
      });

/** Starts the time of a request. A read that is late is 504; a change that is late is unknown. */
export const startDeadline = (
  client: AbortSignal,
  milliseconds: number,
  isRead: boolean,
): Deadline => {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), milliseconds);
  timer.unref();
  const signal = AbortSignal.any([client, timeout.signal]);
  const cause = (): AppError | undefined => {
    if (timeout.signal.aborted) {
      return overdue(isRead, milliseconds);
    }
    return client.aborted
      ? new AppError('cancelled', { detail: 'The client went away before the answer.' })
      : undefined;
  };
  const race = async <Result>(work: Promise<Result>): Promise<Result> => {
    const { promise: ended, resolve } = deferred();
    signal.addEventListener('abort', resolve, { once: true });
    if (signal.aborted) {
      resolve();
    }
    try {
      return await Promise.race([
        work,
        ended.then(() => {
          throw cause();
        }),
      ]);
    } finally {
      signal.removeEventListener('abort', resolve);
    }
  };
  return { signal, race, cause, stop: () => clearTimeout(timer) };
};

const deferred = (): { promise: Promise<void>; resolve: () => void } => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = () => settle();
  });
  return { promise, resolve };
};
