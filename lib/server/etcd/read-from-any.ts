import 'server-only';
import { type AppError, isAppError } from '@/lib/domain/errors';
import type { ClusterConfig } from '../config/cluster-config';
import { type Candidate, chooseMembers } from './choose-members';
import { clusterFailure } from './cluster-failure';
import type { CallLimits } from './member';
import { isConnectionFailure } from './member-breaker';
import type { MemberDirectory } from './member-directory';
import type { Rpc } from './rpcs';

/** Which members are asked, in order, and what each gets before the next one is asked. */
export type ReadOrder = {
  candidates: () => Promise<Candidate[]>;
  attemptMilliseconds: number;
};

/** Small reads: those that answered last first; a healthy member answers in a few ms. */
export const anyMember = (directory: MemberDirectory): ReadOrder => ({
  candidates: async () => chooseMembers(await directory.entries()),
  attemptMilliseconds: 1_500,
});

const isWorthAnother = (error: unknown): boolean =>
  isConnectionFailure(error) || (isAppError(error) && error.code === 'no_leader');

/** Asks one member after the other for a read, within the RPC's deadline in total. */
export type ReadFromAny = <Answer>(
  rpc: Rpc,
  ask: (candidate: Candidate, limits: CallLimits) => Promise<Answer>,
  signal?: AbortSignal,
) => Promise<Answer>;

/**
 * Reads from whichever member answers. Another one is asked only where the first could not be
 * reached, was silent or had no leader; what etcd itself refuses is refused by all of them.
 */
export const createReadFromAny =
  (config: ClusterConfig, order: ReadOrder): ReadFromAny =>
  async (rpc, ask, signal) => {
    const candidates = await order.candidates();
    const deadline = performance.now() + rpc.deadlineMilliseconds;
    const failures: unknown[] = [];
    for (const [index, candidate] of candidates.entries()) {
      const left = Math.max(1, deadline - performance.now());
      const isLast = index === candidates.length - 1;
      const deadlineMilliseconds = isLast ? left : Math.min(order.attemptMilliseconds, left);
      try {
        return await ask(candidate, { signal, deadlineMilliseconds });
      } catch (error) {
        if (!isWorthAnother(error)) {
          throw error;
        }
        failures.push(error);
      }
    }
    throw readFailure(config, failures);
  };

const readFailure = (config: ClusterConfig, failures: readonly unknown[]): AppError => {
  const errors = failures.filter(isAppError);
  const noLeader = errors.find(({ code }) => code === 'no_leader');
  const timedOut = errors.find(({ code }) => code === 'deadline_exceeded');
  return noLeader ?? timedOut ?? clusterFailure(config, new AggregateError(failures));
};
