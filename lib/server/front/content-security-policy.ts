import 'server-only';
import { randomBytes } from 'node:crypto';

const nonceBytes = 16;

/** A fresh nonce of 128 bits. */
export const createNonce = (): string => randomBytes(nonceBytes).toString('base64');

const withFrameAncestors = (
  directives: readonly string[],
  frameAncestors: readonly string[],
): string => [...directives, ["frame-ancestors 'self'", ...frameAncestors].join(' ')].join('; ');

/**
 * The policy of a page: scripts and styles only with this answer's nonce, nothing from elsewhere.
 * There is no `upgrade-insecure-requests`: an installation may be plain HTTP.
 */
export const pagePolicy = (nonce: string, frameAncestors: readonly string[]): string =>
  withFrameAncestors(
    [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "object-src 'none'",
    ],
    frameAncestors,
  );

/** The policy of everything that is not a page: data, files and errors may do nothing at all. */
export const filePolicy = (frameAncestors: readonly string[]): string =>
  withFrameAncestors(
    ["default-src 'none'", "base-uri 'none'", "form-action 'none'"],
    frameAncestors,
  );
