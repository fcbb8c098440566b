import 'server-only';
import {
  type CallOptions,
  status as grpcStatus,
  type MethodDefinition,
  type requestCallback,
} from '@grpc/grpc-js';
import type { Etcd3 } from 'etcd3';
import type { CallStatus } from './grpc-status';
import { interceptCall } from './intercept-call';
import type { MemberLink } from './member-link';
import { tokenMetadata } from './token-metadata';

/** A failed call before it is explained. */
export type CallFailure = { status: CallStatus; cause: unknown };

/** An answer or why there is none. */
export type Outcome<Response> = { answer: Response } | { failure: CallFailure };

/** One try of a call on a member's link; never rejects. */
export type Attempt<Response> = (
  link: MemberLink,
  bounds: { deadline: number; token: string | undefined; signal: AbortSignal | undefined },
) => Promise<Outcome<Response>>;

/** One unary call through our own client, cancelled when the signal aborts. */
export const attemptOwn =
  <Request, Response>(
    method: MethodDefinition<Request, Response>,
    request: Request,
  ): Attempt<Response> =>
  ({ client }, { deadline, token, signal }) =>
    new Promise((resolve) => {
      const { path, requestSerialize, responseDeserialize } = method;
      const end: requestCallback<Response> = (error, answer) => {
        signal?.removeEventListener('abort', cancel);
        if (error === null && answer !== undefined) {
          resolve({ answer });
          return;
        }
        const status = error ?? { code: grpcStatus.INTERNAL, details: 'empty answer' };
        resolve({ failure: { status, cause: error } });
      };
      const call = client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        tokenMetadata(token),
        { deadline },
        end,
      );
      const cancel = () => call.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
    });

/** One call through a raw client of etcd3, with what etcd3 itself does not offer. */
export const attemptEtcd3 =
  <Response>(run: (etcd: Etcd3, options: CallOptions) => Promise<Response>): Attempt<Response> =>
  async ({ etcd }, { deadline, token, signal }) => {
    const { interceptor, ended } = interceptCall(token, signal);
    try {
      return { answer: await run(etcd, { deadline, interceptors: [interceptor] }) };
    } catch (cause) {
      const details = cause instanceof Error ? cause.message : String(cause);
      const status = ended() ?? { code: grpcStatus.INTERNAL, details };
      return { failure: { status, cause } };
    }
  };
