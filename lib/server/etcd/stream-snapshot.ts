import 'server-only';
import { status as grpcStatus, Metadata } from '@grpc/grpc-js';
import { AppError } from '@/lib/domain/errors';
import type { SnapshotPart } from './cluster-connection';
import type { CallStatus } from './grpc-status';
import type { MemberLink } from './member-link';
import { type Rpc, rpcs } from './rpcs';
import { decodeSnapshotPart, encodeSnapshotRequest, snapshotPath } from './snapshot-messages';

/** No snapshot takes longer; what stalls is cut much sooner. */
const longestMilliseconds = 6 * 60 * 60 * 1_000;

type SnapshotSource = {
  endpoint: string;
  signal: AbortSignal;
  link: () => MemberLink;
  token: () => Promise<string | undefined>;
  explain: (rpc: Rpc, failure: { status: CallStatus; cause: unknown }) => Promise<AppError>;
};

const toStatus = (error: unknown): CallStatus =>
  error instanceof Error && 'code' in error && typeof error.code === 'number'
    ? { code: error.code, details: 'details' in error ? String(error.details) : error.message }
    : { code: grpcStatus.INTERNAL, details: String(error) };

/**
 * The snapshot of one member piece by piece. The reader sets the pace: nothing is read from the
 * member beyond the flow control window while a piece is being handled. Silence of a minute from
 * the member, or the signal, ends it with an AppError.
 */
export async function* streamSnapshot(source: SnapshotSource): AsyncGenerator<SnapshotPart> {
  const { signal, endpoint } = source;
  if (signal.aborted) {
    throw new AppError('cancelled', { detail: 'The request was cancelled.' });
  }
  const metadata = new Metadata();
  const token = await source.token();
  if (token !== undefined) {
    metadata.set('token', token);
  }
  const stream = source
    .link()
    .client.makeServerStreamRequest(
      snapshotPath,
      encodeSnapshotRequest,
      decodeSnapshotPart,
      undefined,
      metadata,
      { deadline: Date.now() + longestMilliseconds },
    );
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
    throw await source.explain(rpcs.snapshot, { status: toStatus(cause), cause });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    stream.cancel();
  }
}
