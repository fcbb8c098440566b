import type { ClusterEvidence } from './cluster-evidence';

type Endpoints = Pick<ClusterEvidence, 'overview' | 'endpoints'>;

/**
 * Where members answer, for `--endpoints` of etcdctl: its `--cluster` asks for the members first,
 * which nobody answers without a quorum. The configured endpoints where no member is known.
 */
export const memberEndpoints = ({ overview, endpoints }: Endpoints): string => {
  const known = overview.members.flatMap(
    ({ endpoint, clientUrls }) => endpoint ?? clientUrls[0] ?? [],
  );
  return (known.length === 0 ? endpoints : known).join(',');
};

/**
 * The same without learners, which refuse nearly every request, and with the leader at the end:
 * while it defragments, nobody can write.
 */
export const voterEndpoints = ({ overview, endpoints }: Endpoints): string => {
  const voters = overview.members
    .filter(({ role }) => role !== 'learner')
    .toSorted((left, right) => Number(left.role === 'leader') - Number(right.role === 'leader'));
  return memberEndpoints({ overview: { ...overview, members: voters }, endpoints });
};

/** Members answer one after the other; etcdctl itself gives up after five seconds. */
export const defragCommand = (endpoints: string): string =>
  `etcdctl defrag --command-timeout=10m --endpoints=${endpoints}`;

const asksMembers = /^etcdctl (?!snapshot (status|restore) )/;

/**
 * A command that can be pasted: etcdctl asks a member on its own machine where no endpoint is
 * named, and refuses to run where both a flag and ETCDCTL_ENDPOINTS name them, so that the
 * commands of a finding must not differ in this.
 */
export const withEndpoints = (command: string, evidence: Endpoints): string =>
  asksMembers.test(command) && !command.includes(' --endpoints=')
    ? `${command} --endpoints=${voterEndpoints(evidence)}`
    : command;
