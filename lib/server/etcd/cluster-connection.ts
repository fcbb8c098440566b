import 'server-only';
import type { Certificate } from '@/lib/domain/api/overview';
import type { ClusterConfig } from '../config/cluster-config';
import type { KeySource } from './key-source';

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

/** Everything the rest of the server may ask of one etcd cluster. */
export type ClusterConnection = {
  readonly config: ClusterConfig;
  /** Reads keys from whichever member answers; linearizable unless asked otherwise. */
  readonly keys: KeySource;
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
  grantLease(seconds: number): Promise<string>;
  /** The client certificate in use. */
  clientCertificate(): Promise<Certificate | undefined>;
  /** An https or http GET of a member's own URL with the cluster's TLS identity. */
  fetchText(
    url: string,
    options: { timeoutMilliseconds: number; maximumBytes: number; signal?: AbortSignal },
  ): Promise<{ status: number; text: string; transferredBytes: number }>;
  close(): void;
};
