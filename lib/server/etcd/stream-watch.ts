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

const toMessage = (request: WatchRequest): WatchRequestMessage => ({
  createRequest: {
    key: request.key,
    ...(request.rangeEnd === undefined ? {} : { rangeEnd: request.rangeEnd }),
    ...(request.startRevision === undefined ? {} : { startRevision: request.startRevision }),
    progressNotify: true,
    prevKv: request.withPrevious ?? false,
    fragment: true,
  },
});

/** A member that lost its leader ends the stream instead of going silent (etcd's WithRequireLeader). */
const watchMetadata = (token: string | undefined) => {
  const metadata = tokenMetadata(token);
  metadata.set('hasleader', 'true');
  return metadata;
};

const openStream = ({ link, request }: WatchSource, token: string | undefined) => {
  const { path, requestSerialize, responseDeserialize } = watchMethod;
  const stream = link().client.makeBidiStreamRequest(
    path,
    requestSerialize,
    responseDeserialize,
    watchMetadata(token),
  );
  stream.write(toMessage(request));
  return stream;
};

type WatchStream = ReturnType<typeof openStream>;

/** Why a member cancelled a watch, as an error. */
const cancellation = (
  { compactRevision, cancelReason }: WatchMessage,
  { endpoint, request }: WatchSource,
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
async function* readBatches(stream: WatchStream, source: WatchSource): AsyncGenerator<MemberBatch> {
  const { endpoint, signal, request } = source;
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
        throw cancellation(message, source);
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

/**
 * What changes in a range, as one member sees it, until the signal aborts. Each watch has a stream
 * of its own, because one that is cancelled must not hold up the others. Rejects with an AppError.
 */
export async function* streamWatch(source: WatchSource): AsyncGenerator<MemberBatch> {
  const { signal, signIn, token } = source;
  let isFirstTry = true;
  for (;;) {
    refuseCancelled(signal);
    const sent = await signIn(Date.now() + rpcs.authenticate.deadlineMilliseconds);
    refuseCancelled(signal);
    try {
      yield* readBatches(openStream(source, sent), source);
      return;
    } catch (cause) {
      refuseCancelled(signal);
      const status: CallStatus = toCallStatus(cause);
      // The token is looked at before the first event, so beginning again repeats nothing.
      if (isFirstTry && sent !== undefined && (isTokenRefused(status) || tokenRefusal(cause))) {
        isFirstTry = false;
        token.forget(sent);
      } else {
        throw isAppError(cause) ? cause : await source.explain(rpcs.watch, { status, cause });
      }
    }
  }
}
