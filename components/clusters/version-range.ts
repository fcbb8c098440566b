/** The lowest and the highest version among members. */
export type VersionRange = { lowest: string; highest: string };

/** The range of etcd versions; undefined where no member told its own. */
export const versionRange = (versions: readonly (string | null)[]): VersionRange | undefined => {
  const known = versions
    .filter((version) => version !== null)
    .sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
  const [lowest] = known;
  const highest = known.at(-1);
  return lowest === undefined || highest === undefined ? undefined : { lowest, highest };
};
