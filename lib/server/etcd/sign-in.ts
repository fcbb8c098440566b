import 'server-only';
import type { AppError } from '@/lib/domain/errors';
import type { ClusterConfig } from '../config/cluster-config';
import { attemptEtcd3, type CallFailure } from './attempt-call';
import type { EtcdToken } from './etcd-token';
import type { MemberLink } from './member-link';
import { type Rpc, rpcs } from './rpcs';

/**
 * Gives the token to call with, signing in first where there is none; undefined where the cluster
 * has no user or etcd no authentication. Ends by the deadline (milliseconds since 1970); rejects
 * with an AppError.
 */
export type SignIn = (deadline: number) => Promise<string | undefined>;

type SignInOptions = {
  config: ClusterConfig;
  token: EtcdToken;
  link: () => MemberLink;
  explain: (rpc: Rpc, failure: CallFailure) => Promise<AppError>;
};

/** Each member signs in for itself, so that a frozen one holds up nobody else. */
export const createSignIn = ({ config, token, link, explain }: SignInOptions): SignIn => {
  let pending: Promise<string | undefined> | undefined;

  const authenticate = async (deadline: number): Promise<string | undefined> => {
    const { username: name = '', password = '' } = config.authentication ?? {};
    const attempt = attemptEtcd3((etcd, options) =>
      etcd.auth.authenticate({ name, password }, options),
    );
    const outcome = await attempt(link(), { deadline, token: undefined, signal: undefined });
    if ('answer' in outcome) {
      token.keep(outcome.answer.token);
      return outcome.answer.token;
    }
    if (/authentication is not enabled/.test(outcome.failure.status.details)) {
      return undefined;
    }
    throw await explain(rpcs.authenticate, outcome.failure);
  };

  return async (deadline) => {
    if (config.authentication === undefined || token.current() !== undefined) {
      return token.current();
    }
    pending ??= authenticate(deadline).finally(() => {
      pending = undefined;
    });
    return pending;
  };
};
