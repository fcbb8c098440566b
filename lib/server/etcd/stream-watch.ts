import 'server-only';
import { status as grpcStatus } from '@grpc/grpc-js';
import { AppError, isAppError } from '@/lib/domain/errors';
import type { CallFailure } from './attempt-call';
import type { WatchBatch, WatchRequest } from './cluster-connection';
import type { EtcdToken } from './etcd-token';
import { type CallStatus, isTokenRefused, toAppError, toCallStatus } from './grpc-status';
import type { MemberLink } from './member-link';
import { type WatchRequestMessage, watchMethod } from './message-definitions';
import { refuseCancelled } from './refuse-cancelled';
import { type Rpc, rpcs } from './rpcs';
import type { SignIn } from './sign-in';
import { tokenMetadata } from './token-metadata';
import { createWatchAssembly } from './watch-assembly';
import type { WatchMessage } from './watch-messages';

/**
 * Whether etcd cuts large answers. It takes time that grows with the square of the events to do so
 * (sendFragments in api/v3rpc/watch.go: half a minute for 100,000 keys deleted at once), so it is
 * asked for only where an answer turned out to be larger than we take.
 */
type Attempt = { request: WatchRequest; fragment: boolean };

type WatchSource = {
  endpoint: string;
  request: WatchRequest;
  signal: AbortSignal;
  link: () => MemberLink;
  signIn: SignIn;
  token: EtcdToken;
  explain: (rpc: Rpc, failure: CallFailure) => Promise<AppError>;
};

type MemberBatch = Omit<WatchBatch, 'memberName'>;

const toMessage = ({ request, fragment }: Attempt): WatchRequestMessage => ({
  createRequest: {
    key: request.key,
    ...(request.rangeEnd === undefined ? {} : { rangeEnd: request.rangeEnd }),
    ...(request.startRevision === undefined ? {} : { startRevision: request.startRevision }),
    progressNotify: true,
    prevKv: request.withPrevious ?? false,
    fragment,
  },
});

/** A member that lost its leader ends the stream instead of going silent (etcd's WithRequireLeader). */
const watchMetadata = (token: string | undefined) => {
  const metadata = tokenMetadata(token);
  metadata.set('hasleader', 'true');
  return metadata;
};

const openStream = ({ link }: WatchSource, attempt: Attempt, token: string | undefined) => {
  const { path, requestSerialize, responseDeserialize } = watchMethod;
  const stream = link().client.makeBidiStreamRequest(
    path,
    requestSerialize,
    responseDeserialize,
    watchMetadata(token),
  );
  stream.write(toMessage(attempt));
  return stream;
};

type WatchStream = ReturnType<typeof openStream>;

/** Why a member cancelled a watch, as an error. */
const cancellation = (
  { compactRevision, cancelReason }: WatchMessage,
  endpoint: string,
  request: WatchRequest,
): AppError => {
  if (compactRevision !== '0') {
    return new AppError('revision_compacted', {
      detail: `Changes before revision ${compactRevision} have been compacted away; begin anew from a newer one.`,
      parameters: { compactRevision, startRevision: request.startRevision ?? '0' },
    });
  }
  const details = cancelReason === '' ? 'the watch was cancelled' : cancelReason;
  return toAppError({ code: grpcStatus.UNKNOWN, details }, { rpc: rpcs.watch, endpoint });
};

/** The batches of one stream; ends with an error where the member ends it or never begins. */
async function* readBatches(
  stream: WatchStream,
  { endpoint, signal }: WatchSource,
  request: WatchRequest,
): AsyncGenerator<MemberBatch> {
  let isSilent = false;
  const cancel = () => stream.cancel();
  const beginning = setTimeout(() => {
    isSilent = true;
    stream.cancel();
  }, rpcs.watch.deadlineMilliseconds);
  signal.addEventListener('abort', cancel, { once: true });
  const assembly = createWatchAssembly(request.startRevision);
  try {
    for await (const message of stream as AsyncIterable<WatchMessage>) {
      clearTimeout(beginning);
      if (message.canceled) {
        throw cancellation(message, endpoint, request);
      }
      const batch = assembly(message);
      if (batch !== undefined) {
        yield batch;
      }
    }
    throw new AppError('member_unreachable', {
      detail: `The member at ${endpoint} ended the watch; it may be stopping.`,
      parameters: { endpoint },
    });
  } catch (cause) {
    if (isSilent) {
      throw new AppError('deadline_exceeded', {
        detail: `The member at ${endpoint} did not begin the watch in time.`,
        parameters: { endpoint },
        cause,
      });
    }
    throw cause;
  } finally {
    clearTimeout(beginning);
    signal.removeEventListener('abort', cancel);
    stream.cancel();
  }
}

const tokenRefusal = (cause: unknown): boolean =>
  isAppError(cause) && cause.code === 'etcd_auth_failed';

const isTooLarge = ({ code }: CallStatus): boolean => code === grpcStatus.RESOURCE_EXHAUSTED;

/**
 * What changes in a range, as one member sees it, until the signal aborts. Each watch has a stream
 * of its own, because one that is cancelled must not hold up the others. Rejects with an AppError.
 */
export async function* streamWatch(source: WatchSource): AsyncGenerator<MemberBatch> {
  const { signal, signIn, token } = source;
  let attempt: Attempt = { request: source.request, fragment: false };
  let isFirstTry = true;
  for (;;) {
    refuseCancelled(signal);
    const sent = await signIn(Date.now() + rpcs.authenticate.deadlineMilliseconds);
    refuseCancelled(signal);
    try {
      for await (const batch of readBatches(
        openStream(source, attempt, sent),
        source,
        attempt.request,
      )) {
        yield batch;
        const startRevision = String(BigInt(batch.revision) + 1n);
        attempt = { ...attempt, request: { ...attempt.request, startRevision } };
      }
      return;
    } catch (cause) {
      refuseCancelled(signal);
      const status: CallStatus = toCallStatus(cause);
      if (isTooLarge(status) && !attempt.fragment) {
        attempt = { ...attempt, fragment: true };
      } else if (
        isFirstTry &&
        sent !== undefined &&
        (isTokenRefused(status) || tokenRefusal(cause))
      ) {
        // The token is looked at before the first event, so beginning again repeats nothing.
        isFirstTry = false;
        token.forget(sent);
      } else {
        throw isAppError(cause) ? cause : await source.explain(rpcs.watch, { status, cause });
      }
    }
  }
}
