import 'server-only';
import type { ChangeCounts, Changes } from '@/lib/domain/api/changes';
import { utf8Bytes } from '@/lib/domain/bytes';
import { resourceOfKey } from '@/lib/domain/space/resource-of-key';
import {
  BucketCounts,
  bucketAt,
  bucketMilliseconds,
  keptBuckets,
} from '@/lib/domain/watch/bucket-counts';
import { ChangeTally } from '@/lib/domain/watch/change-tally';
import type { ClusterConnection, WatchEvent } from '../etcd/cluster-connection';
import { ChangeRing } from './change-ring';
import { describeChange } from './describe-change';
import { followPrefix } from './shared-watches';
import type { WatchNews } from './watch-news';

const mostResources = 500;
const mostLeases = 5_000;
const longestLeasedKey = 1_400;

/** How it stands with a collection. */
export type CollectionStatus = Pick<Changes, 'status' | 'code'> & { revision: string | null };

/**
 * Collects what changes under a prefix from its start to its stop: the last changes, and how many
 * there were of each folder, key and Kubernetes resource in the last 15 minutes. Never a value.
 */
export class ChangeCollector {
  readonly connection: ClusterConnection;
  readonly prefix: Uint8Array;
  readonly ring = new ChangeRing();
  readonly tally: ChangeTally;
  readonly resources = new Map<string, BucketCounts>();
  readonly #leases = new Map<string, string>();
  #startedAt = Date.now();
  #status: CollectionStatus = { status: 'starting', code: null, revision: null };
  #stop: () => void = () => undefined;

  constructor(connection: ClusterConnection, prefix: Uint8Array) {
    this.connection = connection;
    this.prefix = prefix;
    this.tally = new ChangeTally({ prefix, delimiter: utf8Bytes(connection.config.delimiter) });
  }

  /** Since when nothing is missed, milliseconds since 1970; its making while it is starting. */
  get startedAt(): number {
    return this.#startedAt;
  }

  get status(): CollectionStatus {
    return this.#status;
  }

  start(): void {
    this.#stop = followPrefix(this.connection, this.prefix, (news) => this.take(news));
  }

  stop(): void {
    this.#stop();
  }

  /** The first bucket of the last so many seconds, and how many seconds have passed since it. */
  span(seconds: number): { first: number; seconds: number } {
    const now = Date.now();
    const buckets = Math.min(keptBuckets, Math.ceil((seconds * 1000) / bucketMilliseconds));
    const first = bucketAt(now) - buckets + 1;
    const from = Math.max(this.#startedAt, first * bucketMilliseconds);
    return { first, seconds: Math.max(1, (now - from) / 1000) };
  }

  /** Takes the next news of the prefix. */
  take(news: WatchNews): void {
    if (news.type === 'interrupted' || news.type === 'refused') {
      this.#status = { ...this.#status, status: news.type, code: news.code };
      return;
    }
    if (news.type === 'lost') {
      const time = new Date(Date.now()).toISOString();
      this.ring.push({ type: 'gap', time, reason: news.reason });
    }
    if (news.type === 'changes') {
      const time = Date.now();
      for (const event of news.events) {
        this.#collect(event, time);
      }
    }
    if (this.#status.revision === null) {
      this.#startedAt = Date.now();
    }
    this.#status = { status: 'watching', code: null, revision: news.revision };
  }

  #collect(event: WatchEvent, time: number): void {
    const { kubernetesPrefix } = this.connection.config;
    const { key, value } = event.stored;
    const id = Buffer.from(key).toString('latin1');
    const leaseBefore = this.#leases.get(id) ?? null;
    const change = describeChange(event, time, { kubernetesPrefix, leaseBefore });
    this.ring.push(change);
    this.#noteLease(id, event.kind === 'put' ? change.lease : null);
    const isPut = event.kind === 'put';
    const counts = {
      puts: isPut ? 1 : 0,
      deletes: isPut ? 0 : 1,
      bytes: isPut ? key.length + value.length : 0,
    };
    this.tally.add(key, counts, time);
    this.#countResource(key, counts, time);
  }

  /** The lease of a key is not told when it is deleted, so the last ones are kept. */
  #noteLease(id: string, lease: string | null): void {
    this.#leases.delete(id);
    if (lease !== null && id.length <= longestLeasedKey) {
      this.#leases.set(id, lease);
      const [oldest] = this.#leases.keys();
      if (this.#leases.size > mostLeases && oldest !== undefined) {
        this.#leases.delete(oldest);
      }
    }
  }

  #countResource(key: Uint8Array, counts: ChangeCounts, time: number): void {
    const found = resourceOfKey(key, utf8Bytes(this.connection.config.kubernetesPrefix));
    if (found === undefined) {
      return;
    }
    const name = found.group === undefined ? found.resource : `${found.resource}.${found.group}`;
    const known = this.resources.get(name);
    if (known === undefined && this.resources.size >= mostResources) {
      return;
    }
    const buckets = known ?? new BucketCounts();
    this.resources.set(name, buckets);
    buckets.add(bucketAt(time), counts);
  }
}
