import 'server-only';
import type { IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';

/** A body as text, with the bytes it took on the wire; text is undefined where it was too long. */
export type ResponseText = { text: string | undefined; transferredBytes: number };

/** Reads a body, and gives up once more bytes come than are allowed, unpacked or not. */
export const readResponseText = async (
  response: IncomingMessage,
  maximumBytes: number,
): Promise<ResponseText> => {
  let transferredBytes = 0;
  response.on('data', (chunk: Buffer) => {
    transferredBytes += chunk.length;
  });
  const isPacked = response.headers['content-encoding'] === 'gzip';
  const body = isPacked ? response.pipe(createGunzip()) : response;
  response.on('error', (error) => body.destroy(error));
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > maximumBytes) {
      response.destroy();
      return { text: undefined, transferredBytes };
    }
    chunks.push(bytes);
  }
  return { text: Buffer.concat(chunks).toString('utf8'), transferredBytes };
};
