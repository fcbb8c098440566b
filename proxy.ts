import { type NextRequest, NextResponse } from 'next/server';
import { configuration } from '@/lib/server/config/load-configuration';
import { createNonce, pagePolicy } from '@/lib/server/front/content-security-policy';
import { pageRequestHeaders } from '@/lib/server/front/page-request-headers';

/**
 * Gives every page its policy with a nonce of its own, and its layouts what they cannot read
 * themselves: the path and the embedding parameters. It decides about nobody's rights.
 */
export const proxy = (request: NextRequest): NextResponse => {
  const nonce = createNonce();
  const policy = pagePolicy(nonce, configuration().frameAncestors);
  const headers = pageRequestHeaders(request.headers, request.nextUrl);
  // Next reads the nonce for its own scripts from here.
  headers.set('content-security-policy', policy);
  headers.set('x-etcdscope-nonce', nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
};

/** The root stands by itself: with a base path the second pattern does not match it. */
export const config = {
  matcher: ['/', '/((?!_next/static|api/|livez$|metrics$|readyz$).*)'],
};
