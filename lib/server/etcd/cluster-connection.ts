import 'server-only';
import type { Certificate } from '@/lib/domain/api/overview';
import type { KeyRange } from '@/lib/domain/keys/key-range';
import type { ClusterConfig } from '../config/cluster-config';
import type { KeySource, StoredKey } from './key-source';

/** A member as MemberList tells it. Ids are lower-case hex without padding, as etcdctl prints. */
export type ListedMember = {
  id: string;
  name: string;
  peerUrls: string[];
  clientUrls: string[];
  isLearner: boolean;
};

/** A member's own Status; undefined where its version does not send the field. */
export type MemberStatus = {
  clusterId: string;
  memberId: string;
  version: string;
  storageVersion: string | undefined;
  databaseSize: string;
  databaseSizeInUse: string | undefined;
  quota: string | undefined;
  leaderId: string | undefined;
  raftTerm: string;
  raftIndex: string;
  raftAppliedIndex: string | undefined;
  revision: string;
  isLearner: boolean;
  /** Its own errors, and the alarms of every member: listing those by RPC would write to raft. */
  errors: string[];
  latencyMilliseconds: number;
};

/** A piece of a snapshot stream (SnapshotResponse). */
export type SnapshotPart = { blob: Uint8Array; remainingBytes: string };

/** A connection to exactly one member. */
export type MemberConnection = {
  /** The client URL dialled, normalised. */
  readonly endpoint: string;
  status(signal?: AbortSignal): Promise<MemberStatus>;
  /** The server certificate the member presented last, undefined on plain http. */
  serverCertificate(): Promise<Certificate | undefined>;
  /**
   * The raw snapshot stream, with backpressure: the blobs one after the other are a bbolt file
   * followed by its 32-byte SHA-256. Ends with an error when the signal aborts.
   */
  snapshot(signal: AbortSignal): AsyncIterable<SnapshotPart>;
};

/** A member that is known, with its connection where its endpoint may be dialled. */
export type KnownMember = {
  listed: ListedMember;
  connection: MemberConnection | undefined;
  /** Why there is no connection, in an English sentence. */
  refusal: string | undefined;
};

/** What must hold for a commit: the key is at this mod revision, "0" where it must not exist. */
export type KeyGuard = { key: Uint8Array; modRevision: string };

/** One change of a commit; `lease` is decimal, "0" or left out for none. */
export type KeyWrite =
  | { kind: 'put'; key: Uint8Array; value: Uint8Array; lease?: string }
  | { kind: 'delete'; key: Uint8Array };

/**
 * How a commit ended. Where a guard did not hold nothing was written, and `found` tells the guarded
 * keys as they are, in order, undefined where there is none.
 */
export type CommitResult =
  | { committed: true; revision: string }
  | { committed: false; revision: string; found: (StoredKey | undefined)[] };

/** A change a watch saw. A deleted key has its key and mod revision only. */
export type WatchEvent = {
  kind: 'put' | 'delete';
  stored: StoredKey;
  /** The key as it was before; only where asked for and not compacted. */
  previous: StoredKey | undefined;
};

/** What a watch delivers: whole revisions, in order; none lost since the one before. */
export type WatchBatch = {
  events: WatchEvent[];
  /** Everything up to here is delivered; a batch without events only moves this on. */
  revision: string;
  memberName: string;
};

/** What to watch, from which revision on; the next one where undefined. */
export type WatchRequest = {
  key: Uint8Array;
  rangeEnd: Uint8Array | undefined;
  startRevision?: string;
  withPrevious?: boolean;
};

/** A range of keys etcd's own roles let these credentials read or write. */
export type PermittedRange = { range: KeyRange; mayRead: boolean; mayWrite: boolean };

/** Writes keys to every voting member in turn, each once, to measure what a put takes. */
export type LoadWriter = {
  /** The names of the members, in turn. */
  members: string[];
  /** Rejects with an AppError; a put that may have been sent is never sent again. */
  put(key: Uint8Array, value: Uint8Array): Promise<void>;
};

/** Everything the rest of the server may ask of one etcd cluster. */
export type ClusterConnection = {
  readonly config: ClusterConfig;
  /** Reads keys from whichever member answers; linearizable unless asked otherwise. */
  readonly keys: KeySource;
  /**
   * The same keys for heavy reads: asked of a healthy follower with a small lag where there is one,
   * still linearizable, with longer deadlines.
   */
  readonly heavyKeys: KeySource;
  /**
   * What changes, until the signal aborts. A read of the past is replayed first. Ends with
   * `revision_compacted` (parameter `compactRevision`) where the start is gone, and with the error
   * of the connection where that breaks: begin again at the last `revision` + 1.
   */
  watch(request: WatchRequest, signal: AbortSignal): AsyncIterable<WatchBatch>;
  /**
   * Writes all or nothing in one Txn (at most 128 guards and 128 writes), where every guard holds.
   * Refused with `read_only` where the cluster is read-only; `outcome_unknown` where the answer was
   * lost: read back before trying again.
   */
  commit(
    request: { guards: readonly KeyGuard[]; writes: readonly KeyWrite[] },
    signal?: AbortSignal,
  ): Promise<CommitResult>;
  /** Ids of the leases there are, in decimal, as the answering member knows them. */
  leases(signal?: AbortSignal): Promise<string[]>;
  revokeLease(lease: string): Promise<void>;
  /** Whether etcd's own authentication is on; undefined where its version cannot tell (3.4). */
  authenticationEnabled(signal?: AbortSignal): Promise<boolean | undefined>;
  /** What etcd's roles permit these credentials; undefined where etcd's authentication is off. */
  permittedRanges(signal?: AbortSignal): Promise<PermittedRange[] | undefined>;
  /**
   * The members and how to reach each; from MemberList on any member, remembered for 30 s, and
   * from the last good answer where no member answers. Rejects only where none was ever had.
   */
  members(signal?: AbortSignal): Promise<KnownMember[]>;
  /** Time left and granted of a lease in seconds; undefined where it has expired. */
  leaseTimeToLive(
    lease: string,
    signal?: AbortSignal,
  ): Promise<{ secondsLeft: number; grantedSeconds: number } | undefined>;
  /** Writes keys in one Txn; refused with `read_only` where the cluster is read-only. */
  putAll(
    entries: readonly { key: Uint8Array; value: Uint8Array; lease?: string }[],
  ): Promise<{ revision: string }>;
  deleteKey(key: Uint8Array): Promise<{ revision: string; deleted: number }>;
  /** Deletes every key of a range; harmless to repeat where the answer was lost. */
  deleteRange(range: KeyRange): Promise<{ revision: string; deleted: number }>;
  /** Opens what a measured load is written through; `cluster_unreachable` without a voter. */
  openLoad(): Promise<LoadWriter>;
  grantLease(seconds: number): Promise<string>;
  /** The client certificate in use. */
  clientCertificate(): Promise<Certificate | undefined>;
  /** An https or http GET of a member's own URL with the cluster's TLS identity. */
  fetchText(
    url: string,
    options: { timeoutMilliseconds: number; maximumBytes: number; signal?: AbortSignal },
  ): Promise<{
    status: number;
    text: string;
    transferredBytes: number;
    /** The Date header: the member's clock, cut to whole seconds. */
    date: string | undefined;
  }>;
  close(): void;
};
