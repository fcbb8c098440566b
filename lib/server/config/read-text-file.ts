import 'server-only';
import { readdirSync, readFileSync } from 'node:fs';
import type { DetectionAttempt } from './detection-attempt';

type Miss = { outcome: DetectionAttempt['outcome']; detail: string | undefined };

const explainMiss = (error: unknown): Miss => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const isAbsent = code === 'ENOENT' || code === 'ENOTDIR';
  return isAbsent
    ? { outcome: 'absent', detail: undefined }
    : { outcome: 'unreadable', detail: `It cannot be read (${code}); run as a user who may.` };
};

/** The text of a file, or why there is none. */
export const readTextFile = (file: string): { text: string | undefined } & Miss => {
  try {
    return { text: readFileSync(file, 'utf8'), outcome: 'found', detail: undefined };
  } catch (error) {
    return { text: undefined, ...explainMiss(error) };
  }
};

/** The names in a folder, or why there are none. */
export const listFiles = (folder: string): { files: string[] | undefined } & Miss => {
  try {
    return { files: readdirSync(folder), outcome: 'found', detail: undefined };
  } catch (error) {
    return { files: undefined, ...explainMiss(error) };
  }
};
