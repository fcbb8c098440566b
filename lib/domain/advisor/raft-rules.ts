import { recentSpanMilliseconds } from './cluster-evidence';
import { intervalEvidence } from './disk-rules';
import { greatest, reachedByMost, readingsOf } from './readings';
import { count, fine, fineWithout, type Rule, seconds, unknownFor } from './rule';

/** etcd's defaults; no member tells its own, so they are assumed, and the texts say so. */
const heartbeatSeconds = 0.1;
const electionSeconds = 1;

/** etcd's tuning guide: the election timeout is at least ten times the round trip. */
const electionRoundTrips = 10;

/** Leader changes in an hour that are no coincidence, and in 15 minutes as etcd's mixin alerts. */
const changesAnHour = 3;
const changesAQuarter = 4;
const quarterMilliseconds = 15 * 60_000;

/** From this gap on etcd refuses writes with "too many requests" (server/etcdserver/v3_server.go). */
const greatestBacklog = 5_000;
const warningBacklog = 1_000;

const peerLatency: Rule = {
  id: 'peer-latency',
  judge: ({ recent, overview }) => {
    if (overview.members.length < 2) {
      return overview.members.length === 0 ? unknownFor('not-answering') : fine;
    }
    const { found, missing, reason } = readingsOf(recent, 'peer-round-trip', 'p99');
    const limit = electionSeconds / electionRoundTrips;
    const slow = found.filter(({ value }) => value > limit);
    const worst = greatest(slow);
    const unknown = missing.length > 0 || found.length === 0 ? unknownFor(reason, missing) : fine;
    if (worst === undefined) {
      return unknown;
    }
    const isCertain = slow.some(({ lower }) => lower >= limit);
    const isSevere = slow.some(({ lower }) => lower >= electionSeconds / 2);
    return {
      ...unknown,
      finding: {
        severity: isSevere ? 'critical' : isCertain ? 'warning' : 'info',
        parameters: {
          member: worst.memberName,
          limit: seconds(limit),
          heartbeat: seconds(heartbeatSeconds),
          election: seconds(electionSeconds),
        },
        evidence: slow.map((reading) => intervalEvidence('p99', reading)),
        commands: [
          `etcd --heartbeat-interval=${Math.ceil((worst.upper ?? worst.lower) * 1_000)} --election-timeout=${Math.ceil((worst.upper ?? worst.lower) * 10_000)}`,
        ],
        link: { page: 'metrics', query: 'full=peer-round-trip' },
      },
    };
  },
};

const leaderFlapping: Rule = {
  id: 'leader-flapping',
  judge: ({ recent, now }) => {
    const { found, missing, reason } = readingsOf(recent, 'leader-changes', '');
    if (found.length === 0) {
      return unknownFor(reason, missing);
    }
    const counted = found.map(({ value, history }) => {
      // The last span reaches into the one before it: changes must not be counted twice.
      const earlier = history.filter(({ time }) => time <= now - recentSpanMilliseconds);
      const all = [...earlier, { time: now, value }];
      const late = all.filter(({ time }) => time > now - quarterMilliseconds);
      const sum = (list: typeof all) =>
        Math.round(list.reduce((total, one) => total + one.value, 0));
      return { hour: sum(all), quarter: sum(late) };
    });
    const hour = reachedByMost(counted, (one) => one.hour)?.hour ?? 0;
    const quarter = reachedByMost(counted, (one) => one.quarter)?.quarter ?? 0;
    if (hour < changesAnHour) {
      return fine;
    }
    return {
      finding: {
        severity: quarter >= changesAQuarter ? 'critical' : 'warning',
        parameters: { changes: hour },
        evidence: [
          { code: 'leader-changes', parameters: { changes: hour, quarter } },
          ...readingsOf(recent, 'heartbeat-failures', '')
            .found.filter(({ value, history }) => value > 0 || history.some((one) => one.value > 0))
            .map(({ memberName }) => ({
              code: 'heartbeats-failed',
              parameters: { member: memberName },
            })),
        ],
        commands: [],
        link: { page: 'metrics', query: 'full=leader-changes' },
      },
    };
  },
};

const applyBacklog: Rule = {
  id: 'apply-backlog',
  judge: ({ recent }) => {
    const { found, missing, reason } = readingsOf(recent, 'apply-backlog', '');
    if (found.length === 0) {
      return unknownFor(reason, missing);
    }
    const behind = found.filter(({ value }) => value >= warningBacklog);
    const worst = greatest(behind);
    const rest = fineWithout(reason, missing);
    return worst === undefined
      ? rest
      : {
          ...rest,
          finding: {
            severity: worst.value >= greatestBacklog ? 'critical' : 'warning',
            parameters: { member: worst.memberName, entries: count(worst.value) },
            evidence: behind.map(({ memberName, value }) => ({
              code: 'apply-backlog',
              parameters: { member: memberName, entries: count(value) },
            })),
            commands: [],
            link: { page: 'metrics', query: 'full=apply-backlog' },
          },
        };
  },
};

/** Whether the members agree quickly and keep their leader. */
export const raftRules: readonly Rule[] = [peerLatency, leaderFlapping, applyBacklog];
