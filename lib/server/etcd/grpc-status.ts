import 'server-only';
import { status as grpcStatus } from '@grpc/grpc-js';
import { AppError, type AppErrorOptions, type ErrorCode } from '@/lib/domain/errors';
import type { Rpc } from './rpcs';

/** How a call ended, as gRPC tells it. */
export type CallStatus = { code: number; details: string };

/** The status of a stream that ended with an error. */
export const toCallStatus = (error: unknown): CallStatus =>
  error instanceof Error && 'code' in error && typeof error.code === 'number'
    ? { code: error.code, details: 'details' in error ? String(error.details) : error.message }
    : { code: grpcStatus.INTERNAL, details: String(error) };

/** Which call it was, for the sentence and for what a failure may mean. */
export type CallContext = { rpc: Rpc; endpoint: string };

type Verdict = { code: ErrorCode; detail: (context: CallContext, details: string) => string };

const refused: Verdict = {
  code: 'etcd_refused',
  detail: ({ rpc, endpoint }, details) => `etcd at ${endpoint} refused ${rpc.name}: ${details}`,
};
const unreachable: Verdict = {
  code: 'member_unreachable',
  detail: ({ endpoint }) =>
    `The member at ${endpoint} cannot be reached; check that it runs and the network to it.`,
};
const signInFailed: Verdict = {
  code: 'etcd_auth_failed',
  detail: ({ endpoint }) =>
    `etcd at ${endpoint} did not accept the user; check the user and password of this cluster.`,
};
const tooLarge: Verdict = {
  code: 'too_large',
  detail: ({ endpoint }) =>
    `The data is larger than the member at ${endpoint} or this process takes.`,
};
const noLeader: Verdict = {
  code: 'no_leader',
  detail: () => 'The cluster has no leader, so it can neither read consistently nor write.',
};
const timedOut: Verdict = {
  code: 'deadline_exceeded',
  detail: ({ rpc, endpoint }) => `The member at ${endpoint} did not answer ${rpc.name} in time.`,
};
const permission: Verdict = {
  code: 'etcd_permission_denied',
  detail: ({ rpc }) => `The etcd user of this cluster may not do ${rpc.name}; grant it a role.`,
};

const compacted: Verdict = {
  code: 'revision_compacted',
  detail: () => 'This revision has been compacted away; look at a newer one.',
};
const inFuture: Verdict = {
  code: 'revision_in_future',
  detail: () => 'This revision is in the future of the cluster; look at an older one.',
};

/** What etcd's own words mean; looked at before the status code, the first match wins. */
const byDetails: readonly (readonly [RegExp, Verdict])[] = [
  [/required revision has been compacted/, compacted],
  [/required revision is a future revision/, inFuture],
  [/no leader|leader changed/, noLeader],
  [/request timed out/, timedOut],
  [/user name is empty|authentication failed|user name not found|root user/, signInFailed],
  [/invalid auth token|auth store is old/, signInFailed],
  [/permission denied/, permission],
  [/request is too large|larger than max/, tooLarge],
  [/requested lease not found/, { ...refused, code: 'not_found' }],
  [/not supported for learner/, refused],
];

/** The one table from gRPC status codes to ours, for what `byDetails` does not know. */
const byCode: Readonly<Record<number, Verdict>> = {
  [grpcStatus.CANCELLED]: { code: 'cancelled', detail: () => 'The request was cancelled.' },
  [grpcStatus.DEADLINE_EXCEEDED]: timedOut,
  [grpcStatus.PERMISSION_DENIED]: permission,
  [grpcStatus.UNAUTHENTICATED]: signInFailed,
  [grpcStatus.RESOURCE_EXHAUSTED]: refused,
  [grpcStatus.UNAVAILABLE]: unreachable,
};

/** Whether grpc-js gave up before it had a connection to send the call on. */
export const wasNeverSent = ({ code, details }: CallStatus): boolean =>
  code === grpcStatus.UNAVAILABLE &&
  /^(No connection established|Name resolution|Channel closed before call)/.test(details);

/** Whether the member did not take our token, so that a fresh one is worth a try. */
export const isTokenRefused = ({ details }: CallStatus): boolean =>
  /invalid auth token|auth store is old/.test(details);

/** Codes after which a write may or may not have happened. */
const undecided: readonly number[] = [
  grpcStatus.CANCELLED,
  grpcStatus.UNKNOWN,
  grpcStatus.DEADLINE_EXCEEDED,
  grpcStatus.ABORTED,
  grpcStatus.INTERNAL,
  grpcStatus.UNAVAILABLE,
];

const isTransportLoss = ({ code, details }: CallStatus): boolean =>
  code === grpcStatus.INTERNAL && /RST_STREAM|stream|ECONN|socket/i.test(details);

/**
 * The AppError of a failed call. A write whose reply was lost is `outcome_unknown`; one that was
 * never sent is `member_unreachable`, and may be tried on another member.
 */
export const toAppError = (status: CallStatus, context: CallContext, cause?: unknown): AppError => {
  const isUndecided = undecided.includes(status.code) && !wasNeverSent(status);
  if (context.rpc.kind === 'write' && isUndecided) {
    return new AppError('outcome_unknown', {
      detail: `No reply to ${context.rpc.name} came from ${context.endpoint}: it may or may not have happened; read it back before trying again.`,
      parameters: { endpoint: context.endpoint },
      cause,
    });
  }
  const known = byDetails.find(([pattern]) => pattern.test(status.details))?.[1];
  const fallback = isTransportLoss(status) ? unreachable : refused;
  const { code, detail } = known ?? byCode[status.code] ?? fallback;
  const options: AppErrorOptions = {
    detail: detail(context, status.details),
    parameters: { endpoint: context.endpoint, reason: status.details.slice(0, 200) },
    cause,
  };
  return new AppError(code, options);
};
