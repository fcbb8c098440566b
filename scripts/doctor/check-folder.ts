import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/**
 * Why a folder cannot be written, as the system's error code, or undefined where it can. One that
 * is absent is judged by the nearest folder above it, in which the server would make it.
 */
const folderFault = (folder: string): string | undefined => {
  try {
    if (!statSync(folder).isDirectory()) {
      return 'ENOTDIR';
    }
    accessSync(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    const parent = path.dirname(folder);
    return code === 'ENOENT' && parent !== folder ? folderFault(parent) : code;
  }
};

/** The doctor's line about one folder, and whether it is well. */
export const checkFolder = (
  what: string,
  folder: string,
  variable: string,
): { isWell: boolean; line: string } => {
  const fault = folderFault(folder);
  return fault === undefined
    ? { isWell: true, line: `${what}: ${folder}` }
    : {
        isWell: false,
        line: `${what} ${folder} cannot be written (${fault}); correct its owner, or set ${variable}.`,
      };
};
