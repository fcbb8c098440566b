import 'server-only';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Session } from '@/lib/domain/api/session';
import type { Problem } from '@/lib/domain/errors';
import type { Role } from '@/lib/domain/permissions';
import { hashPassword } from '../accounts/password-hash';
import { startSession } from '../accounts/start-session';
import type { Configuration } from '../config/configuration';
import { loadConfiguration } from '../config/load-configuration';
import { sharedInstance } from '../shared-instance';
import { insertAccount } from '../store/accounts';
import { openStore, type Store, store } from '../store/store';
import { asDeclared } from './as-declared';
import { createCsrfToken } from './csrf';
import type { RouteHandler } from './route-declaration';

/** The origin that requests of the tests come in at. */
export const testOrigin = 'http://etcdscope.test:3000';

/** The password of every account of the tests. */
export const testPassword = 'correct horse battery';

const forget = (...names: string[]): void => {
  for (const name of names) {
    Reflect.deleteProperty(globalThis, Symbol.for(`etcdscope.${name}`));
  }
};

const replaceShared = <Instance>(name: string, instance: Instance): void => {
  forget(name);
  sharedInstance(name, () => instance);
};

/** Lets everybody ask anew: one test after the other asks more often than a person may. */
export const forgetRates = (): void => forget('rate-limit');

/** Settings and a store of their own, in a temporary folder, as the shared ones of this process. */
export const startTestServer = async (
  settings: Partial<Configuration> = {},
): Promise<{ store: Store; stop: () => Promise<void> }> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-http-'));
  const loaded = loadConfiguration({ variables: {}, root: directory });
  const opened = await openStore(path.join(directory, 'etcdscope.sqlite'));
  replaceShared('configuration', { ...loaded, ...settings, dataDirectory: directory });
  replaceShared('store', opened);
  forget('rate-limit', 'login-failures', 'audited-denials');
  return {
    store: opened,
    stop: async () => {
      await opened.destroy();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

/** What a test request carries beside its route. */
export type TestRequest = {
  params?: Record<string, string>;
  query?: string;
  headers?: Record<string, string>;
  /** Sent as JSON; text is sent as it is. */
  body?: unknown;
  signal?: AbortSignal;
};

/** Calls a route as Next would, as the front would have passed it on. */
export const callRoute = (
  route: RouteHandler,
  { params = {}, query = '', headers = {}, body, signal }: TestRequest = {},
): Promise<Response> => {
  const { method, path: pathTemplate } = route.declaration;
  const request = new Request(`${testOrigin}${pathTemplate}${query}`, {
    method,
    headers: {
      'x-etcdscope-origin': testOrigin,
      'x-etcdscope-address': '192.0.2.7',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    signal,
  });
  return route(request, { params: Promise.resolve(params) });
};

/** The headers of a page of our own that changes something. */
export const pageHeaders = { origin: testOrigin, 'sec-fetch-site': 'same-origin' };

/** An account with a session of its own: its headers, as our own page would send them. */
export const loggedIn = async (
  username: string,
  role: Role,
): Promise<{ headers: Record<string, string>; cookie: string; sessionId: string }> => {
  await insertAccount(store(), {
    username,
    role,
    disabled: 0,
    password_hash: await sharedInstance('test-hash', () => hashPassword(testPassword)),
    created_at: new Date().toISOString(),
    last_login_at: null,
  });
  const { secret, sessionId } = await startSession(username);
  const csrf = await createCsrfToken({ username, role, mode: 'local', sessionId });
  const cookie = `etcdscope_session=${secret}`;
  return { headers: { ...pageHeaders, cookie, 'x-etcdscope-csrf': csrf }, cookie, sessionId };
};

/** The body of an answer that is known to be a problem. */
export const problemIn = async (response: Response): Promise<Problem> =>
  asDeclared<Problem>(await response.json());

/** The body of an answer that is known to be a session. */
export const sessionIn = async (response: Response): Promise<Session> =>
  asDeclared<Session>(await response.json());
