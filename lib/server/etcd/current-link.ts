import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { type MemberLink, openMemberLink } from './member-link';
import type { TlsIdentitySource } from './tls-identity';

/** The link of one endpoint under the TLS identity of the moment. */
export type CurrentLink = {
  /** Opened on first use, and anew when the TLS files changed. Throws once it is closed. */
  get: () => MemberLink;
  close: () => void;
};

/** Keeps the link of an endpoint; `onOpened` is told of each new one. */
export const createCurrentLink = (
  endpoint: string,
  identities: TlsIdentitySource,
  onOpened: () => void,
): CurrentLink => {
  let link: MemberLink | undefined;
  let isClosed = false;
  return {
    get: () => {
      if (isClosed) {
        throw new AppError('member_unreachable', {
          detail: `${endpoint} is no longer in use: the member has left, or this server is stopping.`,
          parameters: { endpoint },
        });
      }
      const identity = identities.current();
      if (link !== undefined && link.version === (identity?.version ?? 0)) {
        return link;
      }
      const previous = link;
      link = openMemberLink(endpoint, identity);
      previous?.close();
      onOpened();
      return link;
    },
    close: () => {
      isClosed = true;
      link?.close();
    },
  };
};
