import { wait } from './wait';

const mostAttempts = 6;
const longestSeconds = 5;

/**
 * Fetches, and where the server says that requests come too fast for the moment, waits as long as
 * it says and asks again. For reads only: scrolling through a large folder asks often.
 */
export const patientFetch = async (url: string, options: RequestInit): Promise<Response> => {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, options);
    const seconds = Number(response.headers.get('retry-after') ?? 1);
    if (response.status !== 429 || attempt === mostAttempts || !(seconds <= longestSeconds)) {
      return response;
    }
    await wait(seconds, options.signal ?? undefined);
  }
};
