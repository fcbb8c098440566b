import 'server-only';
import type { WrittenKey } from '@/lib/domain/api/edits';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import type { Written } from './write-key';

/**
 * Limits of the routes that write a key: the largest value etcd takes as base64url, and the time
 * of a lease, a commit and reading back where each takes as long as it may.
 */
export const writeLimits = { maximumBodyBytes: 2_300_000, deadlineMilliseconds: 25_000 };

/** A key of a request as the audit log names it. */
export const readableKey = (text: string): string =>
  readableBytes(fromBase64Url(text) ?? new Uint8Array());

/** What a change came to, with the key as it is named now. */
export const toWrittenKey = (
  bytes: string,
  { outcome, revision, verified }: Written,
): WrittenKey => ({
  key: { bytes, text: readableKey(bytes) },
  outcome,
  revision,
  verified,
});
