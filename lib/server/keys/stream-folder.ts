import 'server-only';
import type { FolderLine } from '@/lib/domain/api/keys';
import { AppError, type Problem } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { asDeclared } from '../http/as-declared';
import { problemResponse } from '../http/problem';
import type { RequestContext } from '../http/request-context';
import { type FolderQuery, listFolder } from './list-folder';

const deadlineMilliseconds = 60_000;

/**
 * A page of a folder as JSON Lines: rows as they are found, then the page, or the problem that ended
 * it. Reading stops when the client leaves.
 */
export const streamFolder = (
  context: RequestContext,
  connection: ClusterConnection,
  query: FolderQuery,
): Response => {
  const left = new AbortController();
  const overdue = AbortSignal.timeout(deadlineMilliseconds);
  const signal = AbortSignal.any([context.signal, left.signal, overdue]);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      // Nobody reads any more once the client has left; the stream is closed then.
      const send = (line: FolderLine): void => {
        if (!left.signal.aborted) {
          controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
        }
      };
      try {
        const folder = await listFolder(connection, query, signal, (entries) =>
          send({ type: 'rows', entries }),
        );
        send({ type: 'page', folder });
      } catch (error) {
        const thrown = overdue.aborted ? late() : error;
        send({ type: 'problem', problem: await problemIn(thrown, context.requestId) });
      }
      if (!left.signal.aborted) {
        controller.close();
      }
    },
    cancel: () => left.abort(),
  });
  return new Response(body);
};

const late = (): AppError =>
  new AppError('deadline_exceeded', {
    detail: `No answer within ${deadlineMilliseconds} ms.`,
    parameters: { milliseconds: deadlineMilliseconds },
  });

/** What a failed answer would have told; logged as one. */
const problemIn = async (error: unknown, requestId: string): Promise<Problem> =>
  asDeclared<Problem>(await problemResponse(error, requestId).json());
