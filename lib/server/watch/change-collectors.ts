import 'server-only';
import { randomUUID } from 'node:crypto';
import { toBase64Url } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { sharedInstance } from '../shared-instance';
import { ChangeCollector } from './change-collector';

const keptMilliseconds = 15 * 60_000;
const sweepMilliseconds = 60_000;
const mostCollections = 20;
/** One person's next one takes the place of that person's oldest. */
const collectionsPerPerson = 6;
/** A page that is open asks every few seconds; one that has not for so long is closed. */
const viewedMilliseconds = 60_000;
const retryMilliseconds = 30_000;

/** A collection with its identity, which positions in it carry. */
export type Collection = {
  id: string;
  collector: ChangeCollector;
  viewedAt: number;
  viewedBy: string;
};

type Collections = { byPrefix: Map<string, Collection>; sweep: NodeJS.Timeout | undefined };

const collections = (): Collections =>
  sharedInstance('change-collections', () => ({ byPrefix: new Map(), sweep: undefined }));

const end = (name: string, { collector }: Collection): void => {
  collector.stop();
  collections().byPrefix.delete(name);
};

/** Ends what nobody has looked at for 15 minutes. */
const sweep = (): void => {
  const { byPrefix } = collections();
  for (const [name, collection] of [...byPrefix]) {
    if (Date.now() - collection.viewedAt > keptMilliseconds) {
      end(name, collection);
    }
  }
  if (byPrefix.size === 0) {
    clearInterval(collections().sweep);
    collections().sweep = undefined;
  }
};

type Named = [name: string, collection: Collection];

const oldestFirst = ([, left]: Named, [, right]: Named): number => left.viewedAt - right.viewedAt;

/** Makes room by ending the one that nobody has looked at for longest, if there is such a one. */
const makeRoom = (username: string): void => {
  const { byPrefix } = collections();
  const own = [...byPrefix].filter(([, { viewedBy }]) => viewedBy === username).sort(oldestFirst);
  if (own[0] !== undefined && own.length >= collectionsPerPerson) {
    end(...own[0]);
  }
  if (byPrefix.size < mostCollections) {
    return;
  }
  const [oldest] = [...byPrefix].sort(oldestFirst);
  if (oldest === undefined || Date.now() - oldest[1].viewedAt < viewedMilliseconds) {
    throw new AppError('too_many_watches', {
      detail: `The changes of ${mostCollections} prefixes are being looked at already.`,
    });
  }
  end(...oldest);
};

/** What is collected of a cluster for those who look at it, without beginning anything. */
export const runningCollectors = (cluster: string): ChangeCollector[] =>
  [...collections().byPrefix.values()]
    .map(({ collector }) => collector)
    .filter(
      ({ connection, status }) =>
        connection.config.name === cluster && status.status === 'watching',
    );

/** Etcd's roles may have changed since it refused. */
const isWorthRetrying = ({ collector }: Collection): boolean =>
  collector.status.status === 'refused' && Date.now() - collector.startedAt > retryMilliseconds;

/**
 * The collection of the changes under a prefix, which begins where nobody has looked at it in the
 * last 15 minutes. Throws `too_many_watches` where 20 others are being looked at.
 */
export const viewCollection = (
  connection: ClusterConnection,
  prefix: Uint8Array,
  username: string,
): Collection => {
  const { byPrefix } = collections();
  const name = `${connection.config.name} ${toBase64Url(prefix)}`;
  const existing = byPrefix.get(name);
  if (existing !== undefined && !isWorthRetrying(existing)) {
    existing.viewedAt = Date.now();
    existing.viewedBy = username;
    return existing;
  }
  if (existing !== undefined) {
    end(name, existing);
  }
  makeRoom(username);
  const collector = new ChangeCollector(connection, prefix);
  const collection = { id: randomUUID(), collector, viewedAt: Date.now(), viewedBy: username };
  byPrefix.set(name, collection);
  collector.start();
  collections().sweep ??= setInterval(sweep, sweepMilliseconds).unref();
  return collection;
};
