import 'server-only';
import type { ExportFormat } from '@/lib/domain/api/bulk';
import { isAppError } from '@/lib/domain/errors';
import type { KeyRange } from '@/lib/domain/keys/key-range';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { StoredKey } from '../etcd/key-source';
import { authorize } from '../http/authorize';
import { logger } from '../http/logger';
import type { RequestContext } from '../http/request-context';
import { maskValue } from '../keys/mask-value';
import {
  formatDocument,
  formatDocumentsEnd,
  formatDocumentsHeader,
  formatLeftOut,
} from './export-documents';
import { formatExportEnd, formatExportHeader, formatExportKey } from './export-lines';
import { readSelection } from './selected-keys';

/** What to export. */
export type ExportRequest = {
  ranges: readonly KeyRange[];
  format: ExportFormat;
  /** The newest where left out. */
  revision?: string;
  /** Whether masked values are written too; needs key:reveal. */
  reveal: boolean;
};

const writers = {
  jsonl: {
    header: formatExportHeader,
    end: formatExportEnd,
    key: (stored: StoredKey, masking: { kubernetesPrefix: string; reveal: boolean }) => {
      const { masked } = maskValue(stored.key, stored.value, masking);
      return { text: formatExportKey(stored, masked), masked };
    },
  },
  yaml: {
    header: formatDocumentsHeader,
    end: formatDocumentsEnd,
    key: (stored: StoredKey, masking: { kubernetesPrefix: string; reveal: boolean }) => {
      const presented = maskValue(stored.key, stored.value, masking);
      const text = formatDocument(stored, presented) ?? formatLeftOut(stored, presented);
      return { text, masked: presented.masked };
    },
  },
} as const;

/** About so much text is gathered before it is sent. */
const chunkLength = 65_536;

/** The text of an export, in chunks; it always says at its end whether it is complete. */
async function* exportText(
  connection: ClusterConnection,
  { ranges, format, reveal }: ExportRequest,
  revision: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { name, kubernetesPrefix } = connection.config;
  const writer = writers[format];
  const counts = { keys: 0, masked: 0 };
  let text = writer.header(name, revision);
  let partial: string | undefined;
  try {
    for await (const page of readSelection(connection.heavyKeys, ranges, { revision }, signal)) {
      for (const stored of page) {
        const line = writer.key(stored, { kubernetesPrefix, reveal });
        counts.keys += 1;
        counts.masked += line.masked ? 1 : 0;
        text += line.text;
        if (text.length >= chunkLength) {
          yield text;
          text = '';
        }
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    logger().warn({ cluster: name, err: error }, 'an export was cut short');
    partial = isAppError(error) ? error.code : 'internal';
  }
  yield text + writer.end({ ...counts, revision, partial });
}

/** The chunks as a body that asks for the next one only once there is room for it. */
const bodyOf = (chunks: AsyncGenerator<string>, stop: () => void): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await chunks.next();
      if (next.done) {
        controller.close();
      } else {
        controller.enqueue(encoder.encode(next.value));
      }
    },
    cancel: stop,
  });
};

const mediaTypes = { jsonl: 'application/x-ndjson', yaml: 'application/yaml' } as const;

/**
 * Keys as a file, streamed at one revision with one page in memory; reading stops when the client
 * leaves. Masked values are left out and counted unless `reveal`. A failure on the way ends the
 * file with a line that says so. Rejects with `forbidden`, and with what the first read throws.
 */
export const exportKeys = async (
  context: RequestContext,
  connection: ClusterConnection,
  request: ExportRequest,
): Promise<Response> => {
  if (request.reveal) {
    authorize(context, 'key:reveal');
  }
  const { format } = request;
  const newest = await connection.keys.revision(context.signal);
  const revision = request.revision ?? newest;
  // Asked for first, so that a revision that is gone is an error and not a partial file.
  await connection.keys.range(
    { key: new Uint8Array(1), rangeEnd: undefined, limit: 1, countOnly: true, revision },
    context.signal,
  );
  const stopped = new AbortController();
  const signal = AbortSignal.any([context.signal, stopped.signal]);
  const text = exportText(connection, request, revision, signal);
  return new Response(
    bodyOf(text, () => stopped.abort()),
    {
      headers: {
        'content-type': mediaTypes[format],
        'content-disposition': `attachment; filename="${connection.config.name}-${revision}.${format}"`,
      },
    },
  );
};
