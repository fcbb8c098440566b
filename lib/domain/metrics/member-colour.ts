const colours = 7;

/**
 * The CSS colour of each member: by its place among the cluster's sorted names, so that a member
 * has one colour on every chart and page. Those who left come after, and take no one's colour.
 */
export const memberColours = (
  names: readonly string[],
  leftNames: readonly string[] = [],
): ReadonlyMap<string, string> => {
  const ordered = [...new Set([...names.toSorted(), ...leftNames.toSorted()])];
  return new Map(ordered.map((name, index) => [name, `var(--member-${(index % colours) + 1})`]));
};
