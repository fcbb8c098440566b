import 'server-only';
import { status as grpcStatus, InterceptingCall, type Interceptor } from '@grpc/grpc-js';
import type { CallStatus } from './grpc-status';

/** What etcd3 does not let a caller do, done by a gRPC interceptor. */
export type Interception = {
  interceptor: Interceptor;
  /** How the call ended, once it did. */
  ended: () => CallStatus | undefined;
};

/**
 * Sends the token, cancels the call when the signal aborts, and keeps the true status. A refused
 * token reaches etcd3 under other words, because it would repeat the call for ever.
 */
export const interceptCall = (
  token: string | undefined,
  signal: AbortSignal | undefined,
): Interception => {
  let ended: CallStatus | undefined;
  const interceptor: Interceptor = (options, nextCall) => {
    const call = new InterceptingCall(nextCall(options), {
      start: (metadata, _listener, next) => {
        if (token !== undefined) {
          metadata.set('token', token);
        }
        next(metadata, {
          onReceiveStatus: (status, pass) => {
            signal?.removeEventListener('abort', cancel);
            ended = { code: status.code, details: status.details };
            pass(status.code === grpcStatus.OK ? status : { ...status, details: 'call failed' });
          },
        });
      },
    });
    const cancel = () => call.cancelWithStatus(grpcStatus.CANCELLED, 'Cancelled by the caller');
    signal?.addEventListener('abort', cancel, { once: true });
    return call;
  };
  return { interceptor, ended: () => ended };
};
