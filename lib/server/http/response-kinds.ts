import 'server-only';
import type { z } from 'zod';

/** A route that answers with a file: `handle` returns a Response. */
export type BinaryResponse = { kind: 'binary'; mediaType: string };

/** A route that answers with server-sent events whose data is JSON of `event`. */
export type EventStreamResponse = { kind: 'event-stream'; event: z.ZodType | undefined };

/** A route that answers with JSON Lines of `line`, each as soon as it is known. */
export type JsonLinesResponse = { kind: 'json-lines'; line: z.ZodType };

/** A route that answers 204. */
export type NoContentResponse = { kind: 'no-content' };

/** What a route may declare as its answer: a schema of JSON, or one of the kinds above. */
export type ResponseDeclaration =
  | z.ZodType
  | BinaryResponse
  | EventStreamResponse
  | JsonLinesResponse
  | NoContentResponse;

/** Declares a download of the media type; it is always sent as a sandboxed attachment. */
export const binary = (mediaType: string): BinaryResponse => ({ kind: 'binary', mediaType });

/** Declares a stream of server-sent events. */
export const eventStream = (event?: z.ZodType): EventStreamResponse => ({
  kind: 'event-stream',
  event,
});

/** Declares a stream of JSON Lines (application/x-ndjson). */
export const jsonLines = (line: z.ZodType): JsonLinesResponse => ({ kind: 'json-lines', line });

/** Declares an answer without a body. */
export const noContent = (): NoContentResponse => ({ kind: 'no-content' });

/** Whether the declared answer is JSON of a schema. */
export const isJsonResponse = (response: ResponseDeclaration): response is z.ZodType =>
  !('kind' in response);
