import 'server-only';
import { toHexId } from '@/lib/domain/etcd/member-id';
import type { MemberStatus } from './cluster-connection';
import type { StatusMessage } from './message-definitions';

/** Protobuf leaves zero out, so an absent number and zero are the same: not sent. */
const unlessZero = (number: string | undefined): string | undefined =>
  number === undefined || number === '0' ? undefined : number;

/** A Status answer in our words. */
export const toMemberStatus = (
  message: StatusMessage,
  latencyMilliseconds: number,
): MemberStatus => {
  const leader = unlessZero(message.leader);
  return {
    clusterId: toHexId(message.header?.clusterId ?? '0'),
    memberId: toHexId(message.header?.memberId ?? '0'),
    version: message.version ?? '',
    storageVersion: message.storageVersion || undefined,
    databaseSize: message.dbSize ?? '0',
    databaseSizeInUse: unlessZero(message.dbSizeInUse),
    quota: unlessZero(message.dbSizeQuota),
    leaderId: leader && toHexId(leader),
    raftTerm: message.raftTerm ?? '0',
    raftIndex: message.raftIndex ?? '0',
    raftAppliedIndex: unlessZero(message.raftAppliedIndex),
    revision: message.header?.revision ?? '0',
    isLearner: message.isLearner ?? false,
    errors: message.errors ?? [],
    latencyMilliseconds,
  };
};
