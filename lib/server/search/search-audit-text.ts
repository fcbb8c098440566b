import 'server-only';
import type { StartSearch } from '@/lib/domain/api/searches';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';

/** What the audit log tells of a search. Not the pattern: people paste secrets to look for them. */
export const searchAuditText = ({ prefix, what, how, pattern }: StartSearch): string => {
  const below = readableBytes(fromBase64Url(prefix) ?? new Uint8Array());
  const where = below === '' ? 'the whole store' : below;
  return `search of ${what} in ${where}: ${how}, a pattern of ${pattern.length} characters`;
};
