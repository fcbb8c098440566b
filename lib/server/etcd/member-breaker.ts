import 'server-only';
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import { type ErrorCode, isAppError } from '@/lib/domain/errors';

/** Stops calling a member that does not answer, and lets one call through now and then. */
export type MemberBreaker = {
  /** Runs a call, or rejects at once with the last failure while the member is known to be out. */
  run: <Result>(call: () => Promise<Result>) => Promise<Result>;
  /** Whether the last call got through to the member. */
  isTrusted: () => boolean;
};

const failuresBeforeOpening = 3;
const halfOpenAfterMilliseconds = 3_000;

/** Codes that say something about the member or the way to it, not about the request. */
const connectionCodes: ReadonlySet<ErrorCode> = new Set([
  'member_unreachable',
  'deadline_exceeded',
  'outcome_unknown',
  'tls_unknown_authority',
  'tls_name_mismatch',
  'tls_certificate_expired',
  'tls_certificate_not_yet_valid',
  'tls_client_certificate_refused',
  'tls_plain_text_port',
  'tls_failed',
]);

/** Whether a failure lies in the member or the way to it, so that another member may do better. */
export const isConnectionFailure = (error: unknown): boolean =>
  isAppError(error) && connectionCodes.has(error.code);

/** A breaker for one member. */
export const createMemberBreaker = (): MemberBreaker => {
  const policy = circuitBreaker(handleWhen(isConnectionFailure), {
    halfOpenAfter: halfOpenAfterMilliseconds,
    breaker: new ConsecutiveBreaker(failuresBeforeOpening),
  });
  let lastFailure: unknown;
  return {
    run: async (call) => {
      try {
        const result = await policy.execute(call);
        lastFailure = undefined;
        return result;
      } catch (error) {
        if (error instanceof BrokenCircuitError && lastFailure !== undefined) {
          throw lastFailure;
        }
        lastFailure = isConnectionFailure(error) ? error : undefined;
        throw error;
      }
    },
    isTrusted: () => lastFailure === undefined && policy.state === CircuitState.Closed,
  };
};
