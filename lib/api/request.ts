import type { Session } from '@/lib/domain/api/session';
import type { Problem } from '@/lib/domain/errors';
import { apiUrl } from './api-url';
import { patientFetch } from './patient-fetch';

/** A failed answer of our API; texts are translated by `problem.code`. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** What a request may carry beside its path. */
export type RequestOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  /** For a login: there is no session yet, so no CSRF token to ask for. */
  anonymous?: boolean;
  signal?: AbortSignal;
};

/** The token that state changes carry, fetched once and again after it was refused. */
let csrfToken: Promise<string | undefined> | undefined;

const fetchCsrfToken = async (): Promise<string | undefined> => {
  const response = await fetch(apiUrl('/api/v1/session'), { cache: 'no-store' });
  if (!response.ok) {
    return undefined;
  }
  const session: Session = await response.json();
  return session.csrfToken;
};

/** Forgets the CSRF token: after a login or a logout the session is another one. */
export const forgetCsrfToken = (): void => {
  csrfToken = undefined;
};

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'detail' in value;

/** The problem a failed answer tells; one that is not ours, such as a proxy's page, becomes one too. */
export const problemOf = async (response: Response): Promise<Problem> => {
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) {
    return body;
  }
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail: `The server answered ${response.status}.`,
    code: response.status === 401 ? 'unauthenticated' : 'internal',
    parameters: {},
    requestId: response.headers.get('x-request-id') ?? '',
  };
};

const send = async (path: `/${string}`, options: RequestOptions): Promise<Response> => {
  const { method = 'GET', body, anonymous = false, signal } = options;
  const headers = new Headers({ accept: 'application/json' });
  if (method !== 'GET') {
    headers.set('content-type', 'application/json');
  }
  if (method !== 'GET' && !anonymous) {
    csrfToken ??= fetchCsrfToken();
    headers.set('x-etcdscope-csrf', (await csrfToken.catch(forgetCsrfToken)) ?? '');
  }
  const ask = method === 'GET' ? patientFetch : fetch;
  return ask(apiUrl(path), {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
    cache: 'no-store',
  });
};

/** The server checks its answers against the schema of the route, so the browser need not. */
const asAnswer = <Answer>(value: unknown): Answer => value as Answer;

/**
 * Asks our API and gives its answer as it comes, such as a file. Adds the CSRF token to state
 * changes. Throws ProblemError for a failed answer and what `fetch` throws when there was none.
 */
export const requestResponse = async (
  path: `/${string}`,
  options: RequestOptions = {},
): Promise<Response> => {
  let response = await send(path, options);
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.code !== 'csrf_refused' || csrfToken === undefined) {
      throw new ProblemError(problem);
    }
    forgetCsrfToken();
    response = await send(path, options);
    if (!response.ok) {
      throw new ProblemError(await problemOf(response));
    }
  }
  return response;
};

/**
 * Asks our API and gives the JSON of its answer; `undefined` for an answer without content.
 * Throws as `requestResponse` does.
 */
export const request = async <Answer>(
  path: `/${string}`,
  options: RequestOptions = {},
): Promise<Answer> => {
  const response = await requestResponse(path, options);
  return asAnswer(response.status === 204 ? undefined : await response.json());
};
