import 'server-only';
import { AppError, isAppError } from '@/lib/domain/errors';
import type { CallFailure } from './attempt-call';
import type { SnapshotPart } from './cluster-connection';
import type { EtcdToken } from './etcd-token';
import { isTokenRefused, toCallStatus } from './grpc-status';
import type { MemberLink } from './member-link';
import { refuseCancelled } from './refuse-cancelled';
import { type Rpc, rpcs } from './rpcs';
import type { SignIn } from './sign-in';
import { decodeSnapshotPart, encodeSnapshotRequest, snapshotPath } from './snapshot-messages';
import { tokenMetadata } from './token-metadata';

/** No snapshot takes longer; what stalls is cut much sooner. */
const longestMilliseconds = 6 * 60 * 60 * 1_000;

type SnapshotSource = {
  endpoint: string;
  signal: AbortSignal;
  link: () => MemberLink;
  signIn: SignIn;
  token: EtcdToken;
  explain: (rpc: Rpc, failure: CallFailure) => Promise<AppError>;
};

const openStream = ({ link }: SnapshotSource, token: string | undefined) =>
  link().client.makeServerStreamRequest(
    snapshotPath,
    encodeSnapshotRequest,
    decodeSnapshotPart,
    undefined,
    tokenMetadata(token),
    { deadline: Date.now() + longestMilliseconds },
  );

type SnapshotStream = ReturnType<typeof openStream>;

/** The parts of one stream; a minute of silence ends it with `deadline_exceeded`. */
async function* readParts(
  stream: SnapshotStream,
  { endpoint, signal }: SnapshotSource,
): AsyncGenerator<SnapshotPart> {
  let isSilent = false;
  const giveUp = () => {
    isSilent = true;
    stream.cancel();
  };
  const cancel = () => stream.cancel();
  let timer = setTimeout(giveUp, rpcs.snapshot.deadlineMilliseconds);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for await (const part of stream) {
      clearTimeout(timer);
      yield part;
      timer = setTimeout(giveUp, rpcs.snapshot.deadlineMilliseconds);
    }
  } catch (cause) {
    if (isSilent) {
      throw new AppError('deadline_exceeded', {
        detail: `The member at ${endpoint} stopped sending its snapshot; try again or choose another member.`,
        parameters: { endpoint },
        cause,
      });
    }
    throw cause;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    stream.cancel();
  }
}

/**
 * The snapshot of one member piece by piece. The reader sets the pace: nothing is read from the
 * member beyond the flow control window while a piece is being handled. Silence of a minute from
 * the member, or the signal, ends it with an AppError.
 */
export async function* streamSnapshot(source: SnapshotSource): AsyncGenerator<SnapshotPart> {
  const { signal, signIn, token } = source;
  let isFirstTry = true;
  for (;;) {
    refuseCancelled(signal);
    const sent = await signIn(Date.now() + rpcs.authenticate.deadlineMilliseconds);
    refuseCancelled(signal);
    try {
      yield* readParts(openStream(source, sent), source);
      return;
    } catch (cause) {
      if (isAppError(cause)) {
        throw cause;
      }
      const status = toCallStatus(cause);
      // etcd looks at the token before it sends anything, so beginning again repeats nothing.
      if (!isFirstTry || !isTokenRefused(status)) {
        throw await source.explain(rpcs.snapshot, { status, cause });
      }
      isFirstTry = false;
      token.forget(sent);
    }
  }
}
