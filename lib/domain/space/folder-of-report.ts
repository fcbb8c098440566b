import type { SpaceFolder } from '../api/space';

/** A folder (base64url) and the listed folders in it, the places of parents renumbered. */
export const folderOfReport = (folders: readonly SpaceFolder[], name: string): SpaceFolder[] => {
  const places = new Map<number, number>();
  const found: SpaceFolder[] = [];
  for (const [place, folder] of folders.entries()) {
    const parent = folder.parent === null ? undefined : places.get(folder.parent);
    if (parent !== undefined || folder.name.bytes === name) {
      places.set(place, found.push({ ...folder, parent: parent ?? null }) - 1);
    }
  }
  return found;
};
