import 'server-only';
import type { ClockReading } from '@/lib/domain/advisor/cluster-evidence';
import type { ClusterConnection, KnownMember } from '../etcd/cluster-connection';

const timeoutMilliseconds = 1_000;
const maximumBytes = 10_000;

/** The Date header is cut to whole seconds: the clock is somewhere within the one it names. */
const headerSeconds = 1;

const readClock = async (
  cluster: ClusterConnection,
  { listed, connection }: KnownMember,
): Promise<ClockReading[]> => {
  if (connection === undefined) {
    return [];
  }
  const options = { timeoutMilliseconds, maximumBytes };
  const url = `${connection.endpoint}/version`;
  try {
    // The first answer may need a connection; the second shows how long an answer takes.
    await cluster.fetchText(url, options);
    const sentAt = Date.now();
    const { date } = await cluster.fetchText(url, options);
    const roundTrip = Date.now() - sentAt;
    const told = Date.parse(date ?? '');
    if (Number.isNaN(told)) {
      return [];
    }
    const ours = sentAt + roundTrip / 2;
    return [
      {
        memberName: listed.name || listed.id,
        offsetSeconds: (told - ours) / 1_000 + headerSeconds / 2,
        uncertaintySeconds: headerSeconds / 2 + roundTrip / 2_000,
      },
    ];
  } catch {
    // A member that does not answer has no clock to compare; the rule names it.
    return [];
  }
};

/** How far each member's clock is from ours; members that do not answer are left out. */
export const readClocks = async (cluster: ClusterConnection): Promise<ClockReading[]> => {
  const known = await cluster.members();
  return (await Promise.all(known.map((member) => readClock(cluster, member)))).flat();
};
