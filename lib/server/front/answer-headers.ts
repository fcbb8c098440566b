import 'server-only';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { basePathPlaceholder } from '@/lib/domain/base-path';
import type { AnswerPlan } from './answer-plan';
import { connectionHeaders } from './upstream-headers';

const isNextInternal = (name: string): boolean =>
  name.startsWith('x-middleware-') || name === 'x-powered-by';

const ownUrl = new RegExp(`^https?://[^/]+(?=${basePathPlaceholder}(/|$))`);

/**
 * A redirect to ourselves becomes a path: the application knows neither its public host nor, behind
 * a proxy that replaces Host, could it. A path never begins with two slashes, which would name
 * another host.
 */
const publicLocation = (location: string, prefix: string): string => {
  const path = location.replace(ownUrl, '');
  if (!path.startsWith('/')) {
    return path;
  }
  const replaced = path.replaceAll(basePathPlaceholder, prefix);
  return `/${replaced.replace(/^[/\\]+/, '')}`;
};

/** At the root the replaced `Path=` would be empty, which means the folder of the request. */
const publicCookie = (cookie: string, prefix: string): string =>
  cookie.replaceAll(basePathPlaceholder, prefix).replace(/;\s*path=(?=;|$)/i, '; Path=/');

const publicValue = (value: string, prefix: string): string =>
  value.replaceAll(basePathPlaceholder, prefix);

/** Bytes that change on the way out are no longer the same bytes, only the same meaning. */
const weakTag = (tag: string): string => (tag.startsWith('W/') ? tag : `W/${tag}`);

const varyWith = (vary: string | undefined, name: string): string =>
  vary === undefined || vary === '' ? name : `${vary}, ${name}`;

const publicHeaders = (headers: IncomingHttpHeaders, prefix: string): OutgoingHttpHeaders => {
  const answer: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || connectionHeaders.has(name) || isNextInternal(name)) {
      continue;
    }
    if (name === 'location') {
      answer[name] = publicLocation(value.toString(), prefix);
    } else if (name === 'set-cookie') {
      answer[name] = [value].flat().map((cookie) => publicCookie(cookie, prefix));
    } else {
      answer[name] = [value]
        .flat()
        .map((text) => publicValue(text, prefix))
        .join(', ');
    }
  }
  return answer;
};

/** The headers of an answer as the client gets them: public paths, and what the plan changes. */
export const answerHeaders = (
  headers: IncomingHttpHeaders,
  prefix: string,
  plan: AnswerPlan,
): OutgoingHttpHeaders => {
  const answer = publicHeaders(headers, prefix);
  if (plan.varies) {
    answer.vary = varyWith(answer.vary?.toString(), 'Accept-Encoding');
  }
  if (!plan.rewrite && plan.encoding === undefined) {
    return answer;
  }
  delete answer['content-length'];
  delete answer['accept-ranges'];
  if (answer.etag !== undefined) {
    answer.etag = weakTag(answer.etag.toString());
  }
  if (plan.encoding !== undefined) {
    answer['content-encoding'] = plan.encoding;
  }
  return answer;
};
