import 'server-only';
import type { ClockSkew } from '@/lib/domain/alerts/alert-rule';
import type { ClusterConnection, KnownMember } from '../etcd/cluster-connection';
import { memberMetricsUrls } from '../metrics/member-urls';

const timeoutMilliseconds = 1500;
const maximumBytes = 64 * 1024;

/** How far a clock is from ours at least, from what it showed between two times of ours. */
const leastSkew = (shown: number, asked: number, answered: number): number => {
  // It is written to the second and cut off, so that it may have been up to a second later.
  const ahead = shown - answered;
  const behind = shown + 1000 - asked;
  return (ahead > 0 ? ahead : Math.min(0, behind)) / 1000;
};

const skewOf = async (
  connection: ClusterConnection,
  member: KnownMember,
): Promise<ClockSkew | undefined> => {
  const [base] = memberMetricsUrls(member, connection.config.metricsUrls);
  if (base === undefined) {
    return undefined;
  }
  try {
    const asked = Date.now();
    const begun = performance.now();
    const { date } = await connection.fetchText(new URL('/health?serializable=true', base).href, {
      timeoutMilliseconds,
      maximumBytes,
    });
    const shown = Date.parse(date ?? '');
    return Number.isNaN(shown)
      ? undefined
      : {
          memberId: member.listed.id,
          seconds: leastSkew(shown, asked, asked + performance.now() - begun),
        };
  } catch {
    // A member that does not answer is told of elsewhere.
    return undefined;
  }
};

/**
 * How far the clocks of the members are from ours, by the Date of an HTTP answer, of those that
 * answered within 1.5 s. Where ours may be right the skew is zero.
 */
export const readClockSkews = async (connection: ClusterConnection): Promise<ClockSkew[]> => {
  const members = await connection.members();
  const skews = await Promise.all(members.map((member) => skewOf(connection, member)));
  return skews.filter((skew) => skew !== undefined);
};
