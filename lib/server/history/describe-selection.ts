import 'server-only';
import type { RestoreSelection } from '@/lib/domain/api/history';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';

const shownNames = 10;

/** A selection for the audit log: the first of its keys and folders by name, and how many. */
export const describeSelection = (
  comparison: string,
  { keys, prefixes }: RestoreSelection,
): string => {
  const names = [...keys, ...prefixes].slice(0, shownNames);
  const readable = names.map((name) => readableBytes(fromBase64Url(name) ?? new Uint8Array()));
  const counts = `${keys.length} keys, ${prefixes.length} folders`;
  return `comparison ${comparison}: ${counts}: ${readable.join(', ')}`;
};
