import 'server-only';
import { type CallOptions, status as grpcStatus, type MethodDefinition } from '@grpc/grpc-js';
import type { Etcd3 } from 'etcd3';
import type { Certificate } from '@/lib/domain/api/overview';
import { AppError, isAppError } from '@/lib/domain/errors';
import type { ClusterConfig } from '../config/cluster-config';
import { type Attempt, attemptEtcd3, attemptOwn, type CallFailure } from './attempt-call';
import { callObserver, type ObservedCall } from './call-observer';
import type {
  MemberConnection,
  MemberStatus,
  WatchBatch,
  WatchRequest,
} from './cluster-connection';
import { createCurrentLink } from './current-link';
import { diagnoseEndpoint } from './diagnose-endpoint';
import type { EtcdToken } from './etcd-token';
import { isTokenRefused, toAppError, wasNeverSent } from './grpc-status';
import { createMemberBreaker } from './member-breaker';
import type { MemberLink } from './member-link';
import { statusMethod } from './message-definitions';
import { refuseCancelled } from './refuse-cancelled';
import { type Rpc, rpcs } from './rpcs';
import { createServerCertificate } from './server-certificate';
import { createSignIn, type SignIn } from './sign-in';
import { streamSnapshot } from './stream-snapshot';
import { streamWatch } from './stream-watch';
import type { TlsIdentitySource } from './tls-identity';
import { toMemberStatus } from './to-member-status';

/** What bounds one call. */
export type CallLimits = { signal?: AbortSignal; deadlineMilliseconds?: number };

/** A member as the rest of the etcd layer uses it. */
export type Member = MemberConnection & {
  /** Calls through our own client. Rejects with an AppError. */
  call: <Request, Response>(
    rpc: Rpc,
    method: MethodDefinition<Request, Response>,
    request: Request,
    limits?: CallLimits,
  ) => Promise<Response>;
  /** Calls through a raw client of etcd3. Rejects with an AppError. */
  callEtcd3: <Response>(
    rpc: Rpc,
    run: (etcd: Etcd3, options: CallOptions) => Promise<Response>,
    limits?: CallLimits,
  ) => Promise<Response>;
  /** What changes as this member sees it; see ClusterConnection. */
  watch: (
    request: WatchRequest,
    signal: AbortSignal,
  ) => AsyncIterable<Omit<WatchBatch, 'memberName'>>;
  /** Whether the last call got an answer. */
  isTrusted: () => boolean;
  close: () => void;
};

type MemberOptions = {
  endpoint: string;
  config: ClusterConfig;
  identities: TlsIdentitySource;
  token: EtcdToken;
};

const refuseWriting = (rpc: Rpc, config: ClusterConfig) => {
  if (rpc.kind === 'write' && config.readOnly) {
    throw new AppError('read_only', {
      detail: `The cluster ${config.displayName} is configured read-only; nothing was sent to it.`,
      parameters: { cluster: config.name },
    });
  }
};

type CallerParts = {
  link: () => MemberLink;
  signIn: SignIn;
  token: EtcdToken;
  explain: (rpc: Rpc, failure: CallFailure) => Promise<AppError>;
};

type Caller = Pick<Member, 'isTrusted'> & {
  run: <Response>(rpc: Rpc, attempt: Attempt<Response>, limits?: CallLimits) => Promise<Response>;
};

/** Does a call and tells who wants to know how it went. */
const observed = async <Answer>(
  call: Pick<ObservedCall, 'cluster' | 'endpoint' | 'method'>,
  run: () => Promise<Answer>,
): Promise<Answer> => {
  const { observe } = callObserver();
  if (observe === undefined) {
    return run();
  }
  const begun = performance.now();
  const tell = (code: string): void =>
    observe({ ...call, code, seconds: (performance.now() - begun) / 1_000 });
  try {
    const answer = await run();
    tell('ok');
    return answer;
  } catch (error) {
    tell(isAppError(error) ? error.code : 'internal');
    throw error;
  }
};

/** What every unary call to a member goes through: refusals, breaker, token, deadline. */
const createCaller = (
  endpoint: string,
  config: ClusterConfig,
  { link, signIn, token, explain }: CallerParts,
): Caller => {
  const breaker = createMemberBreaker();
  const attemptOnce = async <Response>(
    rpc: Rpc,
    attempt: Attempt<Response>,
    { signal, deadlineMilliseconds = rpc.deadlineMilliseconds }: CallLimits,
  ): Promise<Response> => {
    const deadline = Date.now() + deadlineMilliseconds;
    const attemptWith = (sent: string | undefined) => {
      // A signal that aborted during the sign-in would never be heard by the call.
      refuseCancelled(signal);
      return attempt(link(), { deadline, token: sent, signal });
    };
    const sent = await signIn(deadline);
    let outcome = await attemptWith(sent);
    if ('failure' in outcome && isTokenRefused(outcome.failure.status)) {
      token.forget(sent);
      outcome = await attemptWith(await signIn(deadline));
    }
    if ('failure' in outcome) {
      throw await explain(rpc, outcome.failure);
    }
    return outcome.answer;
  };
  return {
    run: async (rpc, attempt, limits = {}) => {
      refuseWriting(rpc, config);
      refuseCancelled(limits.signal);
      return observed({ cluster: config.name, endpoint, method: rpc.name }, () =>
        breaker.run(rpc, () => attemptOnce(rpc, attempt, limits)),
      );
    },
    isTrusted: breaker.isTrusted,
  };
};

/** A member at one endpoint; dials on the first call, and anew when the TLS files change. */
export const createMember = ({ endpoint, config, identities, token }: MemberOptions): Member => {
  const certificate = createServerCertificate(endpoint, identities);
  const link = createCurrentLink(endpoint, identities, certificate.expire);

  const explain = async (rpc: Rpc, { status, cause }: CallFailure): Promise<AppError> => {
    if (status.code === grpcStatus.UNAVAILABLE) {
      certificate.expire();
    }
    const diagnosis = wasNeverSent(status)
      ? await diagnoseEndpoint(endpoint, identities.current())
      : undefined;
    return diagnosis ?? toAppError(status, { rpc, endpoint }, cause);
  };

  const signIn = createSignIn({ config, token, link: link.get, explain });
  const { run, isTrusted } = createCaller(endpoint, config, {
    link: link.get,
    signIn,
    token,
    explain,
  });

  const status = async (signal?: AbortSignal): Promise<MemberStatus> => {
    const startedAt = performance.now();
    const message = await run(rpcs.status, attemptOwn(statusMethod, {}), { signal });
    return toMemberStatus(message, performance.now() - startedAt);
  };

  return {
    endpoint,
    status,
    serverCertificate: (): Promise<Certificate | undefined> => certificate.current(),
    snapshot: (signal) =>
      streamSnapshot({ endpoint, signal, link: link.get, signIn, token, explain }),
    watch: (request, signal) =>
      streamWatch({ endpoint, request, signal, link: link.get, signIn, token, explain }),
    call: (rpc, method, request, limits) => run(rpc, attemptOwn(method, request), limits),
    callEtcd3: (rpc, call, limits) => run(rpc, attemptEtcd3(call), limits),
    isTrusted,
    close: link.close,
  };
};
