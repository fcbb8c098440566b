import 'server-only';
import { type DeletionPreview, type DeletionPreviewBody, largestBulk } from '@/lib/domain/api/bulk';
import { rangesFrom } from '@/lib/domain/bulk/selection-ranges';
import { fromBase64Url, readableBytes, toBase64Url } from '@/lib/domain/bytes';
import { toHexId } from '@/lib/domain/etcd/member-id';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { StoredKey } from '../etcd/key-source';
import type { RequestContext } from '../http/request-context';
import { changeRefusals } from './change-refusal';
import { isKubernetesKey } from './is-kubernetes-key';
import { rangesOf, readSelection } from './selected-keys';

type Row = DeletionPreview['rows'][number];
type Summary = NonNullable<DeletionPreview['summary']>;

const rowOf = (stored: StoredKey, refusal: string | undefined): Row => ({
  key: { bytes: toBase64Url(stored.key), text: readableBytes(stored.key) },
  size: stored.value.length,
  modRevision: stored.modRevision,
  lease: stored.lease === '0' ? null : toHexId(stored.lease),
  refusal: refusal ?? null,
});

const createTally = (kubernetesPrefix: string) => {
  const counts = { keys: 0, bytes: 0, leased: 0, kubernetes: 0 };
  const refused = new Map<string, number>();
  return {
    add: (stored: StoredKey, refusal: string | undefined): void => {
      if (refusal !== undefined) {
        refused.set(refusal, (refused.get(refusal) ?? 0) + 1);
        return;
      }
      counts.keys += 1;
      counts.bytes += stored.key.length + stored.value.length;
      counts.leased += stored.lease === '0' ? 0 : 1;
      counts.kubernetes += isKubernetesKey(stored, kubernetesPrefix) ? 1 : 0;
    },
    summary: (): Summary => ({
      keys: String(counts.keys),
      bytes: String(counts.bytes),
      leased: String(counts.leased),
      kubernetes: String(counts.kubernetes),
      refused: [...refused].map(([code, keys]) => ({ code, keys: String(keys) })),
    }),
  };
};

/**
 * What deleting a selection would do, at one revision: the whole as numbers with the first page,
 * then page by page. Every key of it is read. Throws `too_large` above 100,000 keys, `read_only`,
 * and `revision_compacted` where the revision of the first page is gone.
 */
export const previewDeletion = async (
  context: RequestContext,
  connection: ClusterConnection,
  { selection, revision: pinned, kept, cursor, limit }: DeletionPreviewBody,
): Promise<DeletionPreview> => {
  const { signal } = context;
  const { kubernetesPrefix } = connection.config;
  const source = connection.heavyKeys;
  const revision = pinned ?? (await connection.keys.revision(signal));
  const ranges = rangesFrom(rangesOf(selection), fromBase64Url(cursor ?? '') ?? new Uint8Array());
  const reading = { revision, most: largestBulk };
  const tally = createTally(kubernetesPrefix);
  const rows: Row[] = [];
  let next: string | null = null;
  for await (const page of readSelection(source, ranges, reading, signal)) {
    const refusals = await changeRefusals(context, connection, page);
    for (const [index, stored] of page.entries()) {
      tally.add(stored, refusals[index]);
      if ((refusals[index] !== undefined) !== kept) {
        continue;
      }
      if (rows.length < limit) {
        rows.push(rowOf(stored, refusals[index]));
      } else {
        next ??= toBase64Url(stored.key);
      }
    }
    if (cursor !== undefined && next !== null) {
      break;
    }
  }
  return { revision, summary: cursor === undefined ? tally.summary() : null, rows, next };
};
