import 'server-only';
import { type CallOptions, status as grpcStatus, type MethodDefinition } from '@grpc/grpc-js';
import type { Etcd3 } from 'etcd3';
import type { Certificate } from '@/lib/domain/api/overview';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConfig } from '../config/cluster-config';
import { type Attempt, attemptEtcd3, attemptOwn, type CallFailure } from './attempt-call';
import type { MemberConnection, MemberStatus } from './cluster-connection';
import { diagnoseEndpoint } from './diagnose-endpoint';
import type { EtcdToken } from './etcd-token';
import { isTokenRefused, toAppError, wasNeverSent } from './grpc-status';
import { createMemberBreaker } from './member-breaker';
import { type MemberLink, openMemberLink } from './member-link';
import { statusMethod } from './message-definitions';
import { type Rpc, rpcs } from './rpcs';
import { createServerCertificate } from './server-certificate';
import { streamSnapshot } from './stream-snapshot';
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

const refuseEarly = (rpc: Rpc, config: ClusterConfig, signal: AbortSignal | undefined) => {
  if (rpc.kind === 'write' && config.readOnly) {
    throw new AppError('read_only', {
      detail: `The cluster ${config.displayName} is configured read-only; nothing was sent to it.`,
      parameters: { cluster: config.name },
    });
  }
  if (signal?.aborted) {
    throw new AppError('cancelled', { detail: 'The request was cancelled.' });
  }
};

/** A member at one endpoint; dials on the first call, and anew when the TLS files change. */
export const createMember = ({ endpoint, config, identities, token }: MemberOptions): Member => {
  const breaker = createMemberBreaker();
  const certificate = createServerCertificate(endpoint, identities);
  let link: MemberLink | undefined;
  let signingIn: Promise<string | undefined> | undefined;

  const currentLink = (): MemberLink => {
    const identity = identities.current();
    if (link !== undefined && link.version === (identity?.version ?? 0)) {
      return link;
    }
    const previous = link;
    link = openMemberLink(endpoint, identity);
    previous?.close();
    certificate.expire();
    return link;
  };

  const authenticate = async (deadline: number): Promise<string | undefined> => {
    const { username: name = '', password = '' } = config.authentication ?? {};
    const attempt = attemptEtcd3((etcd, options) =>
      etcd.auth.authenticate({ name, password }, options),
    );
    const outcome = await attempt(currentLink(), { deadline, token: undefined, signal: undefined });
    if ('answer' in outcome) {
      token.keep(outcome.answer.token);
      return outcome.answer.token;
    }
    if (/authentication is not enabled/.test(outcome.failure.status.details)) {
      return undefined;
    }
    throw await explain(rpcs.authenticate, outcome.failure);
  };

  /** Each member signs in for itself, so that a frozen one holds up nobody else. */
  const signIn = async (deadline: number): Promise<string | undefined> => {
    if (config.authentication === undefined || token.current() !== undefined) {
      return token.current();
    }
    signingIn ??= authenticate(deadline).finally(() => {
      signingIn = undefined;
    });
    return signingIn;
  };

  const explain = async (rpc: Rpc, { status, cause }: CallFailure): Promise<AppError> => {
    if (status.code === grpcStatus.UNAVAILABLE) {
      certificate.expire();
    }
    const diagnosis = wasNeverSent(status)
      ? await diagnoseEndpoint(endpoint, identities.current())
      : undefined;
    return diagnosis ?? toAppError(status, { rpc, endpoint }, cause);
  };

  const attemptOnce = async <Response>(
    rpc: Rpc,
    attempt: Attempt<Response>,
    { signal, deadlineMilliseconds = rpc.deadlineMilliseconds }: CallLimits,
  ): Promise<Response> => {
    const deadline = Date.now() + deadlineMilliseconds;
    const sent = await signIn(deadline);
    let outcome = await attempt(currentLink(), { deadline, token: sent, signal });
    if ('failure' in outcome && isTokenRefused(outcome.failure.status)) {
      token.forget(sent);
      const fresh = await signIn(deadline);
      outcome = await attempt(currentLink(), { deadline, token: fresh, signal });
    }
    if ('failure' in outcome) {
      throw await explain(rpc, outcome.failure);
    }
    return outcome.answer;
  };

  const run = async <Response>(rpc: Rpc, attempt: Attempt<Response>, limits: CallLimits = {}) => {
    refuseEarly(rpc, config, limits.signal);
    return breaker.run(() => attemptOnce(rpc, attempt, limits));
  };

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
      streamSnapshot({
        endpoint,
        signal,
        link: currentLink,
        token: () => signIn(Date.now() + rpcs.authenticate.deadlineMilliseconds),
        explain,
      }),
    call: (rpc, method, request, limits) => run(rpc, attemptOwn(method, request), limits),
    callEtcd3: (rpc, call, limits) => run(rpc, attemptEtcd3(call), limits),
    isTrusted: breaker.isTrusted,
    close: () => link?.close(),
  };
};
