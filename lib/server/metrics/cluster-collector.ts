import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterConnection, KnownMember } from '../etcd/cluster-connection';
import { logger } from '../http/logger';
import { insertMark } from '../store/marks';
import { readFutureClock, readNewestRow } from '../store/samples';
import { readTargets, recordMembers } from '../store/scrape-targets';
import type { Store } from '../store/store';
import { type StoredScrape, storeRound } from '../store/store-round';
import { noteScrape } from '../telemetry/note-scrape';
import { ClusterHistory } from './cluster-history';
import { RowShape } from './row-shape';
import { scrapeMember } from './scrape-member';
import { ScrapeRound } from './scrape-round';
import { type ClockReading, continuedRun, type StepClock } from './step-clock';

const longestScrape = 3000;
const longestJitter = 1000;

/** What a collector works with. */
export type CollectorOptions = {
  connection: ClusterConnection;
  store: Store;
  intervalMilliseconds: number;
  clock: StepClock;
  /** How long to wait with the first round, so that not all clusters are scraped at once. */
  offsetMilliseconds?: number;
  /** Told when a round of scrapes is stored, with its time. */
  onRound: (time: number) => void;
  /** Told which revision a member had at a time, milliseconds since 1970. */
  onRevision?: (seen: { time: number; revision: bigint }) => void;
};

/** Scrapes every member of one cluster, soon and then every interval, until stopped. */
export class ClusterCollector {
  readonly #options: CollectorOptions;
  readonly #abort = new AbortController();
  readonly #history: ClusterHistory;
  readonly #urls = new Map<string, string>();
  readonly #shapes = new Map<string, RowShape>();
  /** Not stored yet. */
  readonly #scraped: StoredScrape[] = [];
  #round: ScrapeRound | undefined;
  #members: KnownMember[] = [];
  /** How many runs of the clock there were before this process. */
  #earlierRuns = 0;
  #lastRun: number | undefined;
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
    const { intervalMilliseconds, connection, offsetMilliseconds = 0 } = this.#options;
    const { signal } = this.#abort;
    await this.#guarded(() => this.#recall());
    await delay(offsetMilliseconds, undefined, { signal, ref: false }).catch(() => undefined);
    const begun = performance.now();
    for (let round = 1; !signal.aborted; round += 1) {
      await this.#guarded(() => this.#collect());
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
    const { connection, store, clock } = this.#options;
    const cluster = connection.config.name;
    const { time } = clock.read();
    for (const { memberId, memberName, present, url } of await readTargets(store, cluster)) {
      const row = await readNewestRow(store, { cluster, memberId, until: time });
      const future = await readFutureClock(store, { cluster, memberId, after: time });
      this.#earlierRuns = Math.max(this.#earlierRuns, continuedRun(row?.clock, future));
      if (row !== undefined) {
        this.#shapes.set(memberId, new RowShape(row.layout));
      }
      if (present && row !== undefined) {
        this.#history.observe({ cluster, memberId, memberName }, row);
      }
      if (url !== null) {
        this.#urls.set(memberId, url);
      }
    }
  }

  async #collect(): Promise<void> {
    const reading = this.#options.clock.read();
    await this.#noteClock(reading);
    await this.#refreshMembers(reading.time);
    this.#round = new ScrapeRound(this.#members.map(({ listed }) => listed.id));
    const { signal } = this.#abort;
    const all = Promise.all(this.#members.map((member, index) => this.#scrape(member, index)));
    // A member that does not answer keeps no one waiting for the values of the others.
    await Promise.race([all, delay(2 * this.#jitter, undefined, { signal, ref: false })]);
    await this.#store();
    await all;
    await this.#store();
    if (this.#members.length > 0 && !this.#abort.signal.aborted) {
      this.#options.onRound(reading.time);
    }
  }

  /** Stores the scrapes that came since, in one transaction. */
  async #store(): Promise<void> {
    const scrapes = this.#scraped.splice(0);
    if (scrapes.length > 0 && !this.#abort.signal.aborted) {
      const { store, connection, clock } = this.#options;
      const cluster = connection.config.name;
      const { time, run } = clock.read();
      const row = this.#round?.takeRow({ time, run: this.#earlierRuns + run });
      await storeRound(store, scrapes, row && { cluster, row });
    }
  }

  /** Marks that the clock was set, which is why the charts have a gap there. */
  async #noteClock({ time, run }: ClockReading): Promise<void> {
    const { store, connection } = this.#options;
    const wasSet = this.#lastRun !== undefined && this.#lastRun !== run;
    this.#lastRun = run;
    if (wasSet) {
      const cluster = connection.config.name;
      await insertMark(store, { cluster, time, kind: 'clock-step', memberId: '', memberName: '' });
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

  /** How far the scrapes of a round are spread, in milliseconds. */
  get #jitter(): number {
    return Math.min(longestJitter, this.#options.intervalMilliseconds / 10);
  }

  async #scrape(member: KnownMember, index: number): Promise<void> {
    const { connection, clock, intervalMilliseconds } = this.#options;
    const { signal } = this.#abort;
    const spread = this.#jitter / this.#members.length;
    const target = this.#target(member);
    await delay(index * spread + Math.random() * spread * 0.2, undefined, { signal });
    const { outcome, row, revision } = await scrapeMember(connection, member, {
      timeoutMilliseconds: Math.min(longestScrape, intervalMilliseconds * 0.8),
      preferredUrl: this.#urls.get(target.memberId),
      shape: this.#shapeOf(target.memberId),
      clock,
      signal,
    });
    noteScrape(target, outcome);
    this.#round?.note(target.memberId, row !== undefined);
    if (row === undefined) {
      this.#scraped.push({ member: target, outcome, row, marks: [] });
      return;
    }
    if (revision !== undefined) {
      this.#options.onRevision?.({ time: row.time, revision });
    }
    this.#urls.set(target.memberId, outcome.url);
    const ofAllRuns = { ...row, clock: this.#earlierRuns + (row.clock ?? 0) };
    this.#scraped.push({ member: target, outcome, ...this.#history.observe(target, ofAllRuns) });
  }

  #shapeOf(memberId: string): RowShape {
    const shape = this.#shapes.get(memberId) ?? new RowShape();
    this.#shapes.set(memberId, shape);
    return shape;
  }
}

const namesOf = (members: readonly KnownMember[]): string =>
  JSON.stringify(members.map(({ listed }) => [listed.id, listed.name]));
