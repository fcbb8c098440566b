/** A place the palette can go to. */
export type Destination = { href: string; label: string; note: string };

/**
 * The destinations that hold every word of a query, in any order and letter case; those whose
 * label begins with the query first.
 */
export const matchDestinations = (
  destinations: readonly Destination[],
  query: string,
): Destination[] => {
  const wanted = query.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const matches = destinations.filter(({ label, note }) => {
    const text = `${label} ${note}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const rank = ({ label }: Destination) => (label.toLowerCase().startsWith(wanted) ? 0 : 1);
  return matches.sort((left, right) => rank(left) - rank(right));
};
