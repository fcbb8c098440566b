import 'server-only';
import { sharedInstance } from '../shared-instance';

/** One call to a member that has ended; nothing of what it was about. */
export type ObservedCall = {
  cluster: string;
  /** The client URL that was dialled. */
  endpoint: string;
  /** The name of the RPC, as `rpcs` has it. */
  method: string;
  /** `ok`, or the code of the error. */
  code: string;
  seconds: number;
};

type CallObserver = { observe: ((call: ObservedCall) => void) | undefined };

/** Who is told of every call to etcd; nobody, until somebody asks for it. */
export const callObserver = (): CallObserver =>
  sharedInstance('etcd-call-observer', () => ({ observe: undefined }));
