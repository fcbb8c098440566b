import 'server-only';
import { utf8Text } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';

const tooLarge = (maximumBytes: number): AppError =>
  new AppError('too_large', {
    detail: `The request body is larger than the ${maximumBytes} bytes this route takes.`,
    parameters: { maximum: maximumBytes },
  });

const readBounded = async (
  body: ReadableStream<Uint8Array>,
  maximumBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > maximumBytes) {
        stop();
        throw tooLarge(maximumBytes);
      }
      chunks.push(part.value);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  return Buffer.concat(chunks);
};

const parseJson = (bytes: Uint8Array): unknown => {
  const text = utf8Text(bytes);
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw new AppError('invalid_input', {
      detail: 'body: is not valid JSON in UTF-8.',
      parameters: { field: 'body' },
    });
  }
};

const isJsonType = (contentType: string | null): boolean =>
  contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json';

/**
 * The JSON of a request body, read no further than `maximumBytes`.
 * Throws `unsupported_media_type`, `too_large` or `invalid_input`.
 */
export const readJsonBody = async (
  request: Request,
  maximumBytes: number,
  signal: AbortSignal,
): Promise<unknown> => {
  if (!isJsonType(request.headers.get('content-type'))) {
    throw new AppError('unsupported_media_type', {
      detail: 'Send the body as JSON with the header `content-type: application/json`.',
    });
  }
  if (Number(request.headers.get('content-length') ?? 0) > maximumBytes) {
    throw tooLarge(maximumBytes);
  }
  if (request.body === null) {
    throw new AppError('invalid_input', {
      detail: 'body: is missing.',
      parameters: { field: 'body' },
    });
  }
  return parseJson(await readBounded(request.body, maximumBytes, signal));
};

/** Throws `invalid_input` where a body was sent to a route that takes none. */
export const refuseBody = (headers: Headers): void => {
  const length = headers.get('content-length');
  if ((length !== null && length !== '0') || headers.has('transfer-encoding')) {
    throw new AppError('invalid_input', {
      detail: 'body: this route takes no body.',
      parameters: { field: 'body' },
    });
  }
};
