import 'server-only';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Creates a file only its owner may read; rejects where anything of that name exists. */
export const createPrivateFile = (path: string): Promise<FileHandle> =>
  open(
    path,
    constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | constants.O_NOFOLLOW,
    0o600,
  );

/** Makes renames and removals within a directory survive a loss of power. */
export const syncDirectory = async (path: string): Promise<void> => {
  const directory = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};

/** Writes a new private file and waits until it is on disk; its name needs syncDirectory too. */
export const writeDurably = async (path: string, text: string): Promise<void> => {
  const file = await createPrivateFile(path);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
};
