import 'server-only';
import { AppError } from '@/lib/domain/errors';

/** A shared answer, waited for no longer than one caller's signal; the work itself goes on. */
export const untilAborted = <Answer>(
  answer: Promise<Answer>,
  signal: AbortSignal | undefined,
): Promise<Answer> => {
  if (signal === undefined) {
    return answer;
  }
  return new Promise((resolve, reject) => {
    const abort = () => reject(new AppError('cancelled', { detail: 'The request was cancelled.' }));
    if (signal.aborted) {
      abort();
    }
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
};
