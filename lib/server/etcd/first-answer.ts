import 'server-only';

/** A head start: long enough for a healthy member, short beside a person's patience. */
const staggerMilliseconds = 300;

/**
 * Asks the first candidate, the next one when it fails or lets 300 ms pass, and so on; the first
 * answer wins. Only for reads so light that asking twice does no harm. Rejects with every failure,
 * in the order of the candidates, as an AggregateError.
 */
export const firstAnswer = <Candidate, Answer>(
  candidates: readonly Candidate[],
  ask: (candidate: Candidate) => Promise<Answer>,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const failures = new Map<number, unknown>();
    let next = 0;
    let timer: NodeJS.Timeout | undefined;
    const fail = (index: number, error: unknown) => {
      failures.set(index, error);
      if (failures.size === candidates.length) {
        const inOrder = candidates.map((_, position) => failures.get(position));
        reject(new AggregateError(inOrder, 'no candidate answered'));
      }
    };
    const start = () => {
      clearTimeout(timer);
      const index = next;
      const candidate = candidates[index];
      if (candidate === undefined) {
        return;
      }
      next += 1;
      timer = setTimeout(start, staggerMilliseconds);
      ask(candidate).then(
        (answer) => {
          clearTimeout(timer);
          next = candidates.length;
          resolve(answer);
        },
        (error: unknown) => {
          fail(index, error);
          start();
        },
      );
    };
    if (candidates.length === 0) {
      reject(new AggregateError([], 'there is no candidate'));
    }
    start();
  });
