import { apiUrl } from './api-url';
import { patientFetch } from './patient-fetch';
import { ProblemError, problemOf } from './request';

/** The server checks its lines against their type, so the browser need not. */
const asLine = <Line>(text: string): Line => JSON.parse(text) as Line;

/**
 * The lines of a streamed answer (application/x-ndjson) as they arrive. Throws ProblemError for a
 * failed answer, and what `fetch` throws when there was none. Leaving the loop cancels the stream.
 */
export async function* requestLines<Line>(
  path: `/${string}`,
  signal?: AbortSignal,
): AsyncGenerator<Line> {
  const headers = { accept: 'application/x-ndjson' };
  const response = await patientFetch(apiUrl(path), { headers, signal, cache: 'no-store' });
  if (!response.ok || response.body === null) {
    throw new ProblemError(await problemOf(response));
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const lines = `${rest}${chunk.value}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.filter((text) => text !== '')) {
        yield asLine<Line>(line);
      }
    }
    if (rest !== '') {
      yield asLine<Line>(rest);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
