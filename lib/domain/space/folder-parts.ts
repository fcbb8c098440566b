import type { Growth, Size, SpaceFolder } from '../api/space';

/** A part of a folder: a folder in it, all that are too small to be listed, or its own keys. */
export type FolderPart = Size & {
  kind: 'folder' | 'folded' | 'own';
  /** Unique among the parts. */
  id: string;
  label: string;
  /** Place of the folder in the report; undefined for what is none. */
  place: number | undefined;
  folders: number;
  growth: Growth;
};

const partOf = (folder: SpaceFolder, place: number): FolderPart => ({
  kind: 'folder',
  id: folder.name.bytes,
  label: folder.label,
  place,
  keys: folder.keys,
  bytes: folder.bytes,
  folders: 0,
  growth: folder.growth,
});

/** What a folder consists of, the largest first; together exactly the folder. */
export const folderParts = (folders: readonly SpaceFolder[], place: number): FolderPart[] => {
  const folder = folders[place];
  if (folder === undefined) {
    return [];
  }
  const children = folders.flatMap((child, index) =>
    child.parent === place ? [partOf(child, index)] : [],
  );
  const { folded } = folder;
  const listed = [...children, folded];
  const own = {
    keys: listed.reduce((rest, { keys }) => rest - keys, folder.keys),
    bytes: listed.reduce((rest, { bytes }) => rest - bytes, folder.bytes),
  };
  const nameless = { label: '', place: undefined, growth: null };
  const others: FolderPart[] = [
    { ...nameless, ...folded, kind: 'folded', id: 'folded' },
    { ...nameless, ...own, kind: 'own', id: 'own', folders: 0 },
  ];
  return [...children, ...others.filter(({ keys }) => keys > 0)].toSorted(
    (left, right) => right.bytes - left.bytes,
  );
};

/** The places of the folders from the first of the report to one of them. */
export const pathOfFolder = (folders: readonly SpaceFolder[], place: number): number[] => {
  const path: number[] = [];
  for (let at: number | null = place; at !== null; at = folders[at]?.parent ?? null) {
    path.unshift(at);
  }
  return path;
};

/** A folder that holds nearly all is passed by: what divides it is what one wants to see. */
const nearlyAll = 0.95;

/**
 * Where to begin to look: the folder of a prefix (base64url), else the first folder of the report
 * of which no part is nearly all of it.
 */
export const firstPlace = (folders: readonly SpaceFolder[], prefix: string): number => {
  const found = folders.findIndex(({ name }) => name.bytes === prefix);
  if (found > 0) {
    return found;
  }
  let place = 0;
  while (true) {
    const [largest] = folderParts(folders, place);
    const bytes = folders[place]?.bytes ?? 0;
    if (largest?.place === undefined || largest.bytes < nearlyAll * bytes) {
      return place;
    }
    place = largest.place;
  }
};
