import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { apiHeaders, guardHeaders } from './api-headers';
import { isJsonResponse, type ResponseDeclaration } from './response-kinds';

/**
 * Throws where an answer differs from its schema, a member too many included: only while
 * developing and testing, since a wrong answer is a mistake of ours.
 */
const checkAnswer = (schema: z.ZodType, body: string, path: string): void => {
  const sent: unknown = JSON.parse(body);
  const parsed = schema.safeParse(sent);
  if (!parsed.success) {
    throw new Error(`${path} answers against its schema: ${parsed.error.message}`);
  }
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(parsed.data)), sent)) {
    throw new Error(`${path} answers with members that its schema does not have.`);
  }
};

const jsonResponse = (
  declaration: { response: z.ZodType; status?: number; path: string },
  answer: unknown,
  headers: Headers,
): Response => {
  const body = JSON.stringify(answer);
  if (process.env.NODE_ENV !== 'production') {
    checkAnswer(declaration.response, body, declaration.path);
  }
  headers.set('content-type', 'application/json');
  return new Response(body, { status: declaration.status ?? 200, headers });
};

/** The answer of a handler as the declared response, with the headers every answer has. */
export const toResponse = (
  declaration: { response: ResponseDeclaration; status?: number; path: string },
  answer: unknown,
  requestId: string,
  added: Headers,
): Response => {
  const { response } = declaration;
  const headers = apiHeaders(requestId);
  for (const [name, value] of added) {
    headers.append(name, value);
  }
  if (isJsonResponse(response)) {
    return jsonResponse({ ...declaration, response }, answer, headers);
  }
  if (response.kind === 'no-content') {
    return new Response(null, { status: 204, headers });
  }
  if (!(answer instanceof Response)) {
    throw new Error(`${declaration.path} must answer with a Response.`);
  }
  return guardHeaders(answer, response.kind, requestId);
};
