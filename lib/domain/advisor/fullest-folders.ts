import type { SpaceFolder } from '../api/space';
import type { ScannedSpace } from './cluster-evidence';

/** A folder with this part of what its parent holds says the same, and more exactly. */
const mainShare = 0.7;

type Measured = 'keys' | 'bytes';

const childrenOf = (folders: readonly SpaceFolder[], place: number, by: Measured): number[] =>
  folders
    .flatMap(({ parent }, index) => (parent === place ? [index] : []))
    .toSorted((left, right) => (folders[right]?.[by] ?? 0) - (folders[left]?.[by] ?? 0));

/** The deepest folder on the way down that still holds most of what this one does. */
const mainWithin = (folders: readonly SpaceFolder[], place: number, by: Measured): number => {
  const [first] = childrenOf(folders, place, by);
  const most = first === undefined ? 0 : (folders[first]?.[by] ?? 0);
  return first !== undefined && most > 0 && most >= mainShare * (folders[place]?.[by] ?? 0)
    ? mainWithin(folders, first, by)
    : place;
};

/**
 * The folders of a scan that hold most, by keys or by bytes, at most so many, none of which is
 * within another: where one child holds most of a folder, the child stands for it.
 */
export const fullestFolders = (
  { folders }: Pick<ScannedSpace, 'folders'>,
  by: Measured,
  most: number,
): SpaceFolder[] => {
  const root = folders.findIndex(({ parent }) => parent === null);
  if (root < 0) {
    return [];
  }
  const main = mainWithin(folders, root, by);
  const children = childrenOf(folders, main, by);
  // A folder that is the deepest known is told itself, and so is a store without folders.
  return (children.length === 0 ? [main] : children)
    .slice(0, most)
    .flatMap((place) => folders[mainWithin(folders, place, by)] ?? []);
};
