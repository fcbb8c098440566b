import 'server-only';
import type { ClusterConnection, KnownMember, MemberStatus } from '../etcd/cluster-connection';
import { describeFailure, type MemberAnswer } from './describe-member';
import { readQuota } from './read-quota';

const refused = (known: KnownMember): MemberAnswer => ({
  known,
  status: undefined,
  certificate: undefined,
  quota: undefined,
  failure: { code: 'endpoint_not_allowed', detail: known.refusal ?? '' },
});

/** A load balancer or a mistaken URL answers for somebody else: those numbers are not shown. */
const mistakenIdentity = ({ listed, connection }: KnownMember, { memberId }: MemberStatus) =>
  memberId === listed.id
    ? undefined
    : {
        code: 'conflict',
        detail: `${connection?.endpoint} answers as member ${memberId}, not as ${listed.name || listed.id}; give every member a URL of its own.`,
      };

/**
 * Asks one member for its Status, its server certificate and, where Status does not tell it, its
 * quota. Never rejects; answers within the deadline of Status.
 */
export const askMember = async (
  cluster: ClusterConnection,
  known: KnownMember,
): Promise<MemberAnswer> => {
  const { connection } = known;
  if (connection === undefined) {
    return refused(known);
  }
  const certificatePending = connection.serverCertificate();
  try {
    const status = await connection.status();
    const failure = mistakenIdentity(known, status);
    const quota = status.quota ?? (await readQuota(cluster, known));
    const certificate = await certificatePending;
    return { known, status: failure ? undefined : status, certificate, quota, failure };
  } catch (error) {
    return {
      known,
      status: undefined,
      certificate: await certificatePending,
      quota: undefined,
      failure: describeFailure(error),
    };
  }
};
