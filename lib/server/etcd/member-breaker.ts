import 'server-only';
import { AppError, type ErrorCode, isAppError } from '@/lib/domain/errors';
import type { Rpc } from './rpcs';

/** Stops calling a member that does not answer, and lets one call through now and then. */
export type MemberBreaker = {
  /** Runs a call, or rejects at once with the last failure while the member is known to be out. */
  run: <Result>(rpc: Rpc, call: () => Promise<Result>) => Promise<Result>;
  /** Whether the last call got an answer. */
  isTrusted: () => boolean;
};

const failuresBeforeOpening = 3;
const openMilliseconds = 3_000;

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

const isSilence = (error: unknown): boolean =>
  isAppError(error) && (error.code === 'deadline_exceeded' || error.code === 'outcome_unknown');

/** The last failure for a call that was not sent: what another call left open is not its outcome. */
const withoutSending = (failure: unknown): unknown =>
  isAppError(failure) && failure.code === 'outcome_unknown'
    ? new AppError('member_unreachable', {
        detail: 'The member did not answer of late and is left alone for a moment; try again.',
        parameters: failure.parameters,
        cause: failure,
      })
    : failure;

/**
 * A breaker for one member. Written here, because one from the shelf makes other calls wait for
 * the one that tries the member again, and counts a call its caller cancelled as a success.
 *
 * @param now a clock in milliseconds that never steps
 */
export const createMemberBreaker = (now = (): number => performance.now()): MemberBreaker => {
  let failures = 0;
  let isDoubtful = false;
  let lastFailure: unknown;
  let openUntil = 0;
  let isTrying = false;

  const noteAnswer = () => {
    failures = 0;
    isDoubtful = false;
  };

  const noteFailure = (rpc: Rpc, error: unknown) => {
    if (isConnectionFailure(error)) {
      isDoubtful = true;
      lastFailure = error;
      // Where the quorum is lost a member that is well is silent too: it must not count as out.
      if (!rpc.needsQuorum || !isSilence(error)) {
        failures += 1;
        openUntil = now() + openMilliseconds;
      }
    } else if (!isAppError(error) || error.code !== 'cancelled') {
      noteAnswer();
    }
  };

  const runAndNote = async <Result>(rpc: Rpc, call: () => Promise<Result>): Promise<Result> => {
    try {
      const result = await call();
      noteAnswer();
      return result;
    } catch (error) {
      noteFailure(rpc, error);
      throw error;
    }
  };

  return {
    run: async (rpc, call) => {
      if (failures < failuresBeforeOpening) {
        return runAndNote(rpc, call);
      }
      if (isTrying || now() < openUntil) {
        throw withoutSending(lastFailure);
      }
      isTrying = true;
      return runAndNote(rpc, call).finally(() => {
        isTrying = false;
      });
    },
    isTrusted: () => !isDoubtful,
  };
};
