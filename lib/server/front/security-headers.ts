import 'server-only';
import { filePolicy } from './content-security-policy';

/** What decides the headers of one answer. */
export type SecurityContext = {
  scheme: 'http' | 'https';
  /** Public prefix; not empty where the host is shared with other applications. */
  prefix: string;
  /** Origins that may frame us, beside our own. */
  frameAncestors: readonly string[];
};

const deniedFeatures = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'microphone',
  'midi',
  'payment',
  'usb',
];

const oneYear = 31_536_000;

/**
 * The headers that every answer carries, pages, files and errors alike. A page's own policy with
 * its nonce takes the place of the policy here, and so does what a file says of caching.
 */
export const securityHeaders = (context: SecurityContext): Record<string, string> => {
  const headers: Record<string, string> = {
    'content-security-policy': filePolicy(context.frameAncestors),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
  if (context.frameAncestors.length === 0) {
    headers['x-frame-options'] = 'SAMEORIGIN';
  }
  if (context.scheme === 'https' && context.frameAncestors.length === 0) {
    headers['cross-origin-opener-policy'] = 'same-origin';
  }
  // A prefix means that the host is shared, and its owner decides about HTTPS for all of it.
  if (context.scheme === 'https' && context.prefix === '') {
    headers['strict-transport-security'] = `max-age=${oneYear}`;
  }
  return headers;
};
