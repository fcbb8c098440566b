import 'server-only';
import type { Role } from '@/lib/domain/permissions';

/** Who is asking, once proved. `sessionId` is the SHA-256 of a session's secret, never the secret. */
export type Identity = {
  username: string;
  role: Role;
  mode: 'local' | 'kubesphere' | 'token';
  sessionId?: string;
};

/** What is known of a request before anyone is: its id, where it comes from, when to stop. */
export type PublicContext = {
  requestId: string;
  /** The peer's address as our own front saw it. */
  address: string;
  /** Aborted when the client has gone or the deadline has passed. */
  signal: AbortSignal;
};

/** What every service gets to know of the request it works for. */
export type RequestContext = PublicContext & { identity: Identity };
