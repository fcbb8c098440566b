import 'server-only';

/** How an RPC may be treated: a write is never sent twice, and never to a read-only cluster. */
export type RpcKind = 'read' | 'write';

/** One RPC this process may call. */
export type Rpc = { name: string; kind: RpcKind; deadlineMilliseconds: number };

/**
 * Every RPC of etcd this process calls. A deadline is what one member gets; Snapshot's is the
 * longest silence between two pieces, because a large database takes as long as it takes.
 */
export const rpcs = {
  status: { name: 'Maintenance.Status', kind: 'read', deadlineMilliseconds: 1_500 },
  snapshot: { name: 'Maintenance.Snapshot', kind: 'read', deadlineMilliseconds: 60_000 },
  range: { name: 'KV.Range', kind: 'read', deadlineMilliseconds: 5_000 },
  readTxn: { name: 'KV.Txn (ranges only)', kind: 'read', deadlineMilliseconds: 5_000 },
  memberList: { name: 'Cluster.MemberList', kind: 'read', deadlineMilliseconds: 1_500 },
  leaseTimeToLive: { name: 'Lease.LeaseTimeToLive', kind: 'read', deadlineMilliseconds: 3_000 },
  authenticate: { name: 'Auth.Authenticate', kind: 'read', deadlineMilliseconds: 3_000 },
  putTxn: { name: 'KV.Txn (puts)', kind: 'write', deadlineMilliseconds: 7_000 },
  deleteRange: { name: 'KV.DeleteRange', kind: 'write', deadlineMilliseconds: 7_000 },
  leaseGrant: { name: 'Lease.LeaseGrant', kind: 'write', deadlineMilliseconds: 7_000 },
} as const satisfies Record<string, Rpc>;
