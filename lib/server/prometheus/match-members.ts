import 'server-only';

/** A member of the cluster, and what Prometheus may call it. */
export type NamedMember = {
  /** Hex id. */
  memberId: string;
  memberName: string;
  /** URLs it is reached at, for clients or for metrics. */
  urls: readonly string[];
};

/** Who a series is of; for a member label that is nobody's here, that label's value. */
export type SeriesOwner = { memberId: string; memberName: string };

const hostOf = (url: string): string | undefined =>
  URL.canParse(url) ? new URL(url).host : undefined;

const withoutPort = (host: string): string => host.replace(/:\d+$/, '');

/**
 * Finds the member a value of the member label means: host and port of one of its URLs, its name
 * or id, or its host alone where no other member has the same. Anything else stands for itself, so
 * that a series of a member that was replaced, or of another cluster, is seen and not lost.
 */
export const createMemberMatcher = (
  members: readonly NamedMember[],
): ((value: string) => SeriesOwner) => {
  const names = members.map((member) => {
    const hosts = member.urls.map(hostOf).filter((host) => host !== undefined);
    return {
      member,
      exact: new Set([...hosts, member.memberName, member.memberId]),
      loose: new Set(hosts.map(withoutPort)),
    };
  });
  return (value) => {
    const exact = names.find((name) => name.exact.has(value));
    const [loose, ...others] = names.filter((name) => name.loose.has(withoutPort(value)));
    const found = exact ?? (others.length === 0 ? loose : undefined);
    return found === undefined
      ? { memberId: value, memberName: value }
      : { memberId: found.member.memberId, memberName: found.member.memberName };
  };
};
