import 'server-only';
import type { Changes, ChangesQuery } from '@/lib/domain/api/changes';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { type Collection, viewCollection } from './change-collectors';

/** A position is `<collection>.<sequence>`. */
const sequenceOf = (after: string | undefined, { id }: Collection): number | undefined => {
  const [collection, sequence = ''] = after?.split('.') ?? [];
  return collection === id && /^\d{1,15}$/.test(sequence) ? Number(sequence) : undefined;
};

/** What changed under a prefix lately, or since a position. Begins to collect where nobody does. */
export const listChanges = (
  connection: ClusterConnection,
  query: ChangesQuery,
  username: string,
): Changes => {
  const { prefix: encoded, after: position, ...wanted } = query;
  const prefix = fromBase64Url(encoded) ?? new Uint8Array();
  const collection = viewCollection(connection, prefix, username);
  const { collector, id } = collection;
  const after = sequenceOf(position, collection);
  return {
    prefix: { bytes: encoded, text: readableBytes(prefix) },
    since: new Date(collector.startedAt).toISOString(),
    ...collector.status,
    ...collector.ring.read({ ...wanted, after: after ?? 0 }),
    position: `${id}.${collector.ring.last}`,
    isContinued: after !== undefined,
  };
};
