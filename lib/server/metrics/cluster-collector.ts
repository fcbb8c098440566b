import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterConnection, KnownMember } from '../etcd/cluster-connection';
import { logger } from '../http/logger';
import { insertMark } from '../store/marks';
import { insertSamples, readNewestRow } from '../store/samples';
import { readTargets, recordMembers, recordScrape } from '../store/scrape-targets';
import type { Store } from '../store/store';
import { ClusterHistory } from './cluster-history';
import { scrapeMember } from './scrape-member';

const longestScrape = 3000;
const longestJitter = 1000;

/** What a collector works with. */
export type CollectorOptions = {
  connection: ClusterConnection;
  store: Store;
  intervalMilliseconds: number;
  /** Told when a round of scrapes is stored, with its time. */
  onRound: (time: number) => void;
  /** Told which revision a member had at a time, milliseconds since 1970. */
  onRevision?: (seen: { time: number; revision: bigint }) => void;
};

/** Scrapes every member of one cluster, at once and then every interval, until stopped. */
export class ClusterCollector {
  readonly #options: CollectorOptions;
  readonly #abort = new AbortController();
  readonly #history: ClusterHistory;
  readonly #urls = new Map<string, string>();
  #members: KnownMember[] = [];
  #running: Promise<void> | undefined;

  constructor(options: CollectorOptions) {
    this.#options = options;
    this.#history = new ClusterHistory(1.5 * options.intervalMilliseconds);
  }

  /** Begins to collect. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends collecting; resolves once nothing more will be stored. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { intervalMilliseconds, connection } = this.#options;
    const { signal } = this.#abort;
    const begun = performance.now();
    await this.#guarded(() => this.#recall());
    for (let round = 1; !signal.aborted; round += 1) {
      await this.#guarded(() => this.#round());
      const elapsed = performance.now() - begun;
      // Rounds that were missed while the process was busy are not made up for.
      round = Math.max(round, Math.ceil(elapsed / intervalMilliseconds));
      const wait = begun + round * intervalMilliseconds - performance.now();
      await delay(Math.max(0, wait), undefined, { signal, ref: false }).catch(() => undefined);
    }
    logger().debug({ cluster: connection.config.name }, 'metrics collection stopped');
  }

  /** A full disk or a cluster out of reach costs a round, never the collection. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.#abort.signal.aborted) {
        logger().warn(
          { cluster: this.#options.connection.config.name, err: error },
          'scrape failed',
        );
      }
    }
  }

  /** What was stored before this process started, so that changes meanwhile become marks. */
  async #recall(): Promise<void> {
    const { connection, store } = this.#options;
    const cluster = connection.config.name;
    for (const { memberId, memberName, present, url } of await readTargets(store, cluster)) {
      const row = await readNewestRow(store, { cluster, memberId });
      if (present && row !== undefined) {
        this.#history.observe({ cluster, memberId, memberName }, row);
      }
      if (url !== null) {
        this.#urls.set(memberId, url);
      }
    }
  }

  async #round(): Promise<void> {
    const time = Date.now();
    await this.#refreshMembers(time);
    await Promise.all(
      this.#members.map((member, index) => this.#guarded(() => this.#scrape(member, index))),
    );
    if (this.#members.length > 0 && !this.#abort.signal.aborted) {
      this.#options.onRound(time);
    }
  }

  /** The list may take long when members do not answer; the last known one serves meanwhile. */
  async #refreshMembers(now: number): Promise<void> {
    const { connection, store } = this.#options;
    const { signal } = this.#abort;
    const listing = connection.members();
    const patience = this.#members.length === 0 ? longestScrape : longestScrape / 10;
    const members = await Promise.race([
      listing.catch(() => undefined),
      delay(patience, undefined, { signal, ref: false }).catch(() => undefined),
    ]);
    if (members === undefined || members.length === 0) {
      return;
    }
    if (namesOf(members) !== namesOf(this.#members)) {
      await recordMembers(
        store,
        connection.config.name,
        members.map((member) => this.#target(member)),
        now,
      );
    }
    this.#members = members;
  }

  #target({ listed }: KnownMember) {
    const cluster = this.#options.connection.config.name;
    // A member that was added but never started has no name yet.
    return { cluster, memberId: listed.id, memberName: listed.name || listed.id };
  }

  async #scrape(member: KnownMember, index: number): Promise<void> {
    const { connection, store, intervalMilliseconds } = this.#options;
    const { signal } = this.#abort;
    const spread = Math.min(longestJitter, intervalMilliseconds / 10) / this.#members.length;
    const target = this.#target(member);
    await delay(index * spread + Math.random() * spread * 0.2, undefined, { signal });
    const scraped = await scrapeMember(connection, member, {
      timeoutMilliseconds: Math.min(longestScrape, intervalMilliseconds * 0.8),
      preferredUrl: this.#urls.get(target.memberId),
      signal,
    });
    if (signal.aborted) {
      return;
    }
    await recordScrape(store, target, scraped.outcome);
    if (scraped.row !== undefined) {
      if (scraped.revision !== undefined) {
        this.#options.onRevision?.({ time: scraped.row.time, revision: scraped.revision });
      }
      this.#urls.set(target.memberId, scraped.outcome.url);
      const { row, marks } = this.#history.observe(target, scraped.row);
      await insertSamples(store, target, [row]);
      await Promise.all(marks.map((mark) => insertMark(store, mark)));
    }
  }
}

const namesOf = (members: readonly KnownMember[]): string =>
  JSON.stringify(members.map(({ listed }) => [listed.id, listed.name]));
