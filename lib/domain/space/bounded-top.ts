/** The best of any number of things, in bounded memory. */
export type BoundedTop<Item> = {
  /** Whether something of this rank would be kept now; cheap, to be asked before it is made. */
  wouldKeep(rank: number): boolean;
  add(item: Item, rank: number): void;
  /** What is kept, best first; of equal ranks the one that came first. */
  best(): Item[];
};

/** Keeps the `most` things of highest rank; `onDropped` gets each of the others once. */
export const boundedTop = <Item>(
  most: number,
  onDropped: (item: Item) => void = () => undefined,
): BoundedTop<Item> => {
  let kept: { item: Item; rank: number }[] = [];
  let least = Number.NEGATIVE_INFINITY;
  const trim = (): void => {
    kept.sort((left, right) => right.rank - left.rank);
    for (const { item } of kept.slice(most)) {
      onDropped(item);
    }
    kept = kept.slice(0, most);
    least = kept.length === most ? (kept.at(-1)?.rank ?? least) : least;
  };
  return {
    wouldKeep: (rank) => rank > least,
    add: (item, rank) => {
      if (rank <= least) {
        onDropped(item);
        return;
      }
      kept.push({ item, rank });
      if (kept.length >= 2 * most) {
        trim();
      }
    },
    best: () => {
      trim();
      return kept.map(({ item }) => item);
    },
  };
};
