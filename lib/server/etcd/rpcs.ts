import 'server-only';

/** How an RPC may be treated: a write is never sent twice, and never to a read-only cluster. */
export type RpcKind = 'read' | 'write';

/** One RPC this process may call. */
export type Rpc = {
  name: string;
  kind: RpcKind;
  /** Whether the member must hear from others first: its silence then says nothing about itself. */
  needsQuorum: boolean;
  deadlineMilliseconds: number;
};

/**
 * Every RPC of etcd this process calls. A deadline is what one member gets; Snapshot's is the
 * longest silence between two pieces, because a large database takes as long as it takes; Watch's
 * is what the member gets to begin with.
 */
export const rpcs = {
  status: {
    name: 'Maintenance.Status',
    kind: 'read',
    needsQuorum: false,
    deadlineMilliseconds: 1_500,
  },
  snapshot: {
    name: 'Maintenance.Snapshot',
    kind: 'read',
    needsQuorum: false,
    deadlineMilliseconds: 60_000,
  },
  range: { name: 'KV.Range', kind: 'read', needsQuorum: true, deadlineMilliseconds: 5_000 },
  readTxn: {
    name: 'KV.Txn (ranges only)',
    kind: 'read',
    needsQuorum: true,
    deadlineMilliseconds: 5_000,
  },
  heavyRange: {
    name: 'KV.Range (heavy)',
    kind: 'read',
    needsQuorum: true,
    deadlineMilliseconds: 30_000,
  },
  heavyReadTxn: {
    name: 'KV.Txn (ranges only, heavy)',
    kind: 'read',
    needsQuorum: true,
    deadlineMilliseconds: 30_000,
  },
  watch: { name: 'Watch.Watch', kind: 'read', needsQuorum: true, deadlineMilliseconds: 5_000 },
  memberList: {
    name: 'Cluster.MemberList',
    kind: 'read',
    needsQuorum: false,
    deadlineMilliseconds: 1_500,
  },
  leaseTimeToLive: {
    name: 'Lease.LeaseTimeToLive',
    kind: 'read',
    needsQuorum: true,
    deadlineMilliseconds: 3_000,
  },
  leases: {
    name: 'Lease.LeaseLeases',
    kind: 'read',
    needsQuorum: true,
    deadlineMilliseconds: 5_000,
  },
  authStatus: {
    name: 'Auth.AuthStatus',
    kind: 'read',
    needsQuorum: true,
    deadlineMilliseconds: 3_000,
  },
  userGet: { name: 'Auth.UserGet', kind: 'read', needsQuorum: true, deadlineMilliseconds: 3_000 },
  roleGet: { name: 'Auth.RoleGet', kind: 'read', needsQuorum: true, deadlineMilliseconds: 3_000 },
  authenticate: {
    name: 'Auth.Authenticate',
    kind: 'read',
    needsQuorum: true,
    deadlineMilliseconds: 3_000,
  },
  commit: {
    name: 'KV.Txn (compare and write)',
    kind: 'write',
    needsQuorum: true,
    deadlineMilliseconds: 7_000,
  },
  putTxn: { name: 'KV.Txn (puts)', kind: 'write', needsQuorum: true, deadlineMilliseconds: 7_000 },
  loadPut: {
    name: 'KV.Put (load)',
    kind: 'write',
    needsQuorum: true,
    deadlineMilliseconds: 5_000,
  },
  deleteRange: {
    name: 'KV.DeleteRange',
    kind: 'write',
    needsQuorum: true,
    deadlineMilliseconds: 7_000,
  },
  leaseRevoke: {
    name: 'Lease.LeaseRevoke',
    kind: 'write',
    needsQuorum: true,
    deadlineMilliseconds: 7_000,
  },
  leaseGrant: {
    name: 'Lease.LeaseGrant',
    kind: 'write',
    needsQuorum: true,
    deadlineMilliseconds: 7_000,
  },
} as const satisfies Record<string, Rpc>;
