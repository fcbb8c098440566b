import { setTimeout as pause } from 'node:timers/promises';

/** Asks until the answer is not undefined or false; throws with `what` when time runs out. */
export const waitUntil = async <Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | false> | Answer | undefined | false,
  timeoutMilliseconds = 30_000,
): Promise<Answer> => {
  const end = Date.now() + timeoutMilliseconds;
  let failure: unknown;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) {
        return answer;
      }
    } catch (error) {
      failure = error;
    }
    await pause(50);
  }
  throw new Error(`${what}: not within ${timeoutMilliseconds} ms`, { cause: failure });
};
