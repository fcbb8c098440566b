import 'server-only';
import { randomUUID } from 'node:crypto';
import { isAppError } from '@/lib/domain/errors';
import type { Action } from '@/lib/domain/permissions';
import { admit, admitAnyone } from './admit';
import { asDeclared } from './as-declared';
import { actAudited, auditingDenial, type Guarded, type Running } from './audited';
import { type Deadline, startDeadline } from './deadline';
import { publicAddress } from './front-headers';
import { guardStream } from './guard-stream';
import { identify } from './identify';
import { isStillAllowed } from './is-still-allowed';
import { parseInput } from './parse-input';
import { problemResponse } from './problem';
import type { ResponseDeclaration } from './response-kinds';
import type {
  ContextOf,
  Handle,
  InputSchema,
  RouteDeclaration,
  RouteSegments,
} from './route-declaration';
import { toResponse } from './to-response';

const defaultDeadlineMilliseconds = 10_000;

/** Finds out who asks and whether they may. */
const admitRequest = async (
  { action, method }: Guarded,
  headers: Headers,
  running: Running,
): Promise<void> => {
  if (action === 'public') {
    admitAnyone(headers, method, running.address);
    return;
  }
  running.identity = await identify(headers);
  await admit(headers, method, action, running.identity);
};

/** The Next route handler that runs a declared route. */
export const runRoute =
  <
    RouteAction extends Action | 'public',
    Params extends InputSchema,
    Query extends InputSchema,
    Body extends InputSchema,
    Declared extends ResponseDeclaration,
  >(
    declaration: RouteDeclaration<RouteAction, Params, Query, Body, Declared>,
    handle: Handle<RouteAction, Params, Query, Body, Declared>,
  ) =>
  async (request: Request, segments: RouteSegments): Promise<Response> => {
    const { deadlineMilliseconds = defaultDeadlineMilliseconds } = declaration;
    const { address } = publicAddress(request.headers);
    const running: Running = { requestId: randomUUID(), address };
    const isRead = declaration.method === 'GET';
    const deadline = startDeadline(request.signal, deadlineMilliseconds, isRead);
    try {
      const answering = answer(declaration, handle, request, segments, running, deadline);
      return await deadline.race(answering);
    } catch (error) {
      const thrown = isAppError(error) ? error : (deadline.cause() ?? error);
      return problemResponse(thrown, running.requestId);
    } finally {
      deadline.stop();
    }
  };

const answer = async <
  RouteAction extends Action | 'public',
  Params extends InputSchema,
  Query extends InputSchema,
  Body extends InputSchema,
  Declared extends ResponseDeclaration,
>(
  declaration: RouteDeclaration<RouteAction, Params, Query, Body, Declared>,
  handle: Handle<RouteAction, Params, Query, Body, Declared>,
  request: Request,
  segments: RouteSegments,
  running: Running,
  deadline: Deadline,
): Promise<Response> => {
  const { headers } = request;
  await auditingDenial(declaration, headers, running, () =>
    admitRequest(declaration, headers, running),
  );
  const { signal } = deadline;
  const input = await parseInput(declaration, request, segments, signal);
  // Nobody waits any more: what has not begun is better left undone.
  signal.throwIfAborted();
  const responseHeaders = new Headers();
  const context = asDeclared<ContextOf<RouteAction>>({ ...running, signal });
  const act = async () => handle({ ...input, context, request, responseHeaders });
  const result = await actAudited(declaration, input, headers, running, act);
  const response = toResponse(declaration, result, running.requestId, responseHeaders);
  return 'kind' in declaration.response && declaration.response.kind === 'event-stream'
    ? guardStream(response, () => isStillAllowed(request.headers, declaration.action))
    : response;
};
