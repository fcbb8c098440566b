import type { Growth, Size, SpaceReport, SpaceSummary } from '../api/space';

const between = (earlier: Size, later: Size): NonNullable<Growth> => ({
  keys: later.keys - earlier.keys,
  bytes: later.bytes - earlier.bytes,
});

const nothing: Size = { keys: 0, bytes: 0 };

/** The growth of what is listed now: from nothing where all were listed then, else not known. */
const growthOf = (now: Size, then: Size | undefined, allWereListed: boolean): Growth => {
  if (then !== undefined) {
    return between(then, now);
  }
  return allWereListed ? between(nothing, now) : null;
};

const withFolderGrowth = (
  later: SpaceReport['folders'],
  earlier: SpaceReport['folders'],
): SpaceReport['folders'] => {
  const byName = new Map(earlier.map((folder) => [folder.name.bytes, folder]));
  const wasListedWhole = (parent: number | null): boolean => {
    const above = parent === null ? undefined : later[parent];
    const then = above === undefined ? undefined : byName.get(above.name.bytes);
    return then === undefined
      ? above !== undefined && wasListedWhole(above.parent)
      : then.folded.folders === 0 && !then.isDeepest;
  };
  return later.map((folder) => ({
    ...folder,
    growth: growthOf(folder, byName.get(folder.name.bytes), wasListedWhole(folder.parent)),
  }));
};

const kindName = ({ group, resource }: SpaceReport['kinds'][number]): string =>
  `${group ?? ''}/${resource}`;

const withKindGrowth = (later: SpaceReport, earlier: SpaceReport): SpaceReport['kinds'] => {
  const byName = new Map(earlier.kinds.map((kind) => [kindName(kind), kind]));
  const allWereListed = earlier.foldedKinds.kinds === 0;
  return later.kinds.map((kind) => ({
    ...kind,
    growth: growthOf(kind, byName.get(kindName(kind)), allWereListed),
  }));
};

const withNamespaceGrowth = (
  later: SpaceReport,
  earlier: SpaceReport,
): SpaceReport['namespaces'] => {
  const byName = new Map(earlier.namespaces.map((namespace) => [namespace.name, namespace]));
  const allWereListed = earlier.foldedNamespaces.keys === 0;
  return later.namespaces.map((namespace) => ({
    ...namespace,
    growth: growthOf(namespace, byName.get(namespace.name), allWereListed),
  }));
};

/** The report with what has grown since an earlier one of the same prefix. */
export const withGrowth = (later: SpaceReport, earlier: SpaceReport): SpaceReport => ({
  ...later,
  folders: withFolderGrowth(later.folders, earlier.folders),
  kinds: withKindGrowth(later, earlier),
  namespaces: withNamespaceGrowth(later, earlier),
});

/** Hours between two scans, by which growth is told per hour. */
export const hoursBetween = (
  earlier: Pick<SpaceSummary, 'takenAt'>,
  later: Pick<SpaceSummary, 'takenAt'>,
): number => (Date.parse(later.takenAt) - Date.parse(earlier.takenAt)) / 3_600_000;
