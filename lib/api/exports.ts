import type { ExportBody } from '@/lib/domain/api/bulk';
import { bulkPath } from './bulk';
import { requestResponse } from './request';

/** A finished export: its file, and what its last line says; undefined where it was cut. */
export type ExportedFile = {
  blob: Blob;
  fileName: string;
  end: { isWhole: boolean; keys: number; masked: number; partial: string | undefined } | undefined;
};

const tailBytes = 4_096;

/** The last line of JSON Lines, or the last comment of YAML. */
const readEnd = async (blob: Blob): Promise<ExportedFile['end']> => {
  const tail = await blob.slice(Math.max(0, blob.size - tailBytes)).text();
  const last = tail.trimEnd().split('\n').at(-1) ?? '';
  const find = (name: string): string | undefined =>
    new RegExp(`\\b${name}"?: ?"?([\\w-]+)`).exec(last)?.[1];
  const end = find('end');
  if (end !== 'true' && end !== 'false') {
    return undefined;
  }
  return {
    isWhole: end === 'true',
    keys: Number(find('keys')),
    masked: Number(find('masked')),
    partial: find('partial'),
  };
};

const nameOf = (response: Response, fallback: string): string =>
  /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? fallback;

/**
 * Asks for keys as a file and reads it to its end, telling the bytes so far. Throws ProblemError
 * where it is refused, and the reason of the signal.
 */
export const fetchExport = async (
  cluster: string,
  body: ExportBody,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<ExportedFile> => {
  const path = bulkPath(cluster, 'export');
  const response = await requestResponse(path, { method: 'POST', body, signal });
  let bytes = 0;
  const counted = response.body?.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (part, controller) => {
        bytes += part.length;
        onBytes(bytes);
        controller.enqueue(part);
      },
    }),
  );
  // The browser keeps a large blob on disk; text in memory it would not.
  const blob = await new Response(counted).blob();
  return {
    blob,
    fileName: nameOf(response, `${cluster}.${body.format}`),
    end: await readEnd(blob),
  };
};
