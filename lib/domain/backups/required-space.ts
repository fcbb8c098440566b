const smallestMargin = 64 * 1024 * 1024;

/**
 * Bytes that must be free before a backup of a database of this many bytes begins: the file
 * itself, and 5 % (at least 64 MiB) for writes of the database meanwhile and for the host.
 */
export const requiredSpace = (databaseSize: number): number =>
  databaseSize + Math.max(smallestMargin, Math.ceil(databaseSize / 20));
