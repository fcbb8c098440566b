import 'server-only';
import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  type ImportPlan,
  largestImport,
  type Upload,
  type UploadPart,
} from '@/lib/domain/api/bulk';
import { AppError } from '@/lib/domain/errors';
import { isFileError } from '../backups/disk-error';
import { createPrivateFile } from '../backups/durable-file';
import { configuration } from '../config/load-configuration';
import { logger } from '../http/logger';
import type { Identity, RequestContext } from '../http/request-context';
import { sharedInstance } from '../shared-instance';
import { checkDataDisk, dataDiskError } from './data-disk';
import { exactBytes } from './exact-bytes';

/** A file that somebody is importing into a cluster. */
export type ImportUpload = {
  id: string;
  owner: string;
  cluster: string;
  size: number;
  startedAt: number;
  /** The file itself, and the dry run of it. */
  file: string;
  planFile: string;
  /** The dry run, once it was made. */
  plan: ImportPlan | undefined;
  /** Whether something is being done with it: one thing at a time. */
  isBusy: boolean;
};

const mostUploads = 20;
const mostOfOwner = 3;
const keptMilliseconds = 3_600_000;

const uploads = (): Map<string, ImportUpload> =>
  sharedInstance('import-uploads', () => new Map<string, ImportUpload>());

const ownerOf = ({ mode, username }: Identity): string => `${mode}:${username}`;

const importDirectory = (): string => path.join(configuration().dataDirectory, 'imports');

/** Removes an upload with its files. */
export const dropUpload = async (upload: ImportUpload): Promise<void> => {
  uploads().delete(upload.id);
  await rm(upload.file, { force: true });
  await rm(upload.planFile, { force: true });
};

/** Removes what was left for an hour, and the files of a process that is gone. */
const removeStale = async (directory: string, now: number): Promise<void> => {
  for (const upload of uploads().values()) {
    if (!upload.isBusy && now - upload.startedAt > keptMilliseconds) {
      await dropUpload(upload);
    }
  }
  for (const name of await readdir(directory)) {
    if (!uploads().has(path.parse(name).name)) {
      await rm(path.join(directory, name), { force: true });
    }
  }
};

/** Removes the files of a process that is gone; uploads may hold what is masked elsewhere. */
export const removeLeftUploads = async (): Promise<void> => {
  try {
    await removeStale(importDirectory(), Date.now());
  } catch (error) {
    if (!isFileError(error, 'ENOENT')) {
      throw error;
    }
  }
};

/** What is left for an hour goes, also where nobody starts another upload. */
const removeOnceStale = (): void => {
  setTimeout(() => {
    removeLeftUploads().catch((error: unknown) => {
      logger().warn({ err: error }, 'uploads left behind could not be removed');
    });
  }, keptMilliseconds + 1_000).unref();
};

/** Somebody who starts again and again takes no room from others: their oldest files go. */
const removeOlder = async (owner: string): Promise<void> => {
  const idle = [...uploads().values()].filter((one) => one.owner === owner && !one.isBusy);
  for (const upload of idle.slice(0, Math.max(0, idle.length - mostOfOwner + 1))) {
    await dropUpload(upload);
  }
};

const createUpload = async (identity: Identity, cluster: string): Promise<ImportUpload> => {
  const directory = importDirectory();
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await removeStale(directory, Date.now());
  await removeOlder(ownerOf(identity));
  if (uploads().size >= mostUploads) {
    throw new AppError('rate_limited', {
      detail: 'Too many files are being imported at once. Try again later.',
      parameters: { seconds: 60 },
    });
  }
  const id = randomBytes(16).toString('hex');
  const upload: ImportUpload = {
    id,
    owner: ownerOf(identity),
    cluster,
    size: 0,
    startedAt: Date.now(),
    file: path.join(directory, `${id}.jsonl`),
    planFile: path.join(directory, `${id}.plan`),
    plan: undefined,
    isBusy: false,
  };
  uploads().set(id, upload);
  await (await createPrivateFile(upload.file)).close();
  removeOnceStale();
  return upload;
};

/** The upload of whoever asks. Throws `not_found` for those of others. */
export const findUpload = (identity: Identity, cluster: string, id: string): ImportUpload => {
  const upload = uploads().get(id);
  if (upload === undefined || upload.cluster !== cluster || upload.owner !== ownerOf(identity)) {
    throw new AppError('not_found', {
      detail: 'There is no such upload, or not any more. Choose the file again.',
    });
  }
  return upload;
};

/** Does something with an upload that nothing else is done with. Throws `conflict` else. */
export const withUpload = async <Result>(
  upload: ImportUpload,
  work: () => Promise<Result>,
): Promise<Result> => {
  if (upload.isBusy) {
    throw new AppError('conflict', { detail: 'Something else is being done with this file.' });
  }
  upload.isBusy = true;
  try {
    return await work();
  } finally {
    upload.isBusy = false;
  }
};

const append = async (upload: ImportUpload, offset: number, bytes: Uint8Array): Promise<void> => {
  if (offset !== upload.size || upload.plan !== undefined) {
    throw new AppError('conflict', { detail: 'The parts of the file must come in their order.' });
  }
  if (upload.size + bytes.length > largestImport) {
    throw new AppError('too_large', {
      detail: 'A file of at most 64 MiB can be imported; split it by lines.',
      parameters: { maximum: largestImport },
    });
  }
  await checkDataDisk(path.dirname(upload.file), bytes.length);
  try {
    await appendFile(upload.file, bytes);
  } catch (error) {
    throw dataDiskError(error);
  }
  upload.size += bytes.length;
};

/**
 * Takes the next part of a file, the first one without an upload. The file is private, and removed
 * once it was imported, given up or left for an hour. Throws `too_large`, `conflict`, `disk_full`.
 */
export const takeUploadPart = async (
  { identity }: RequestContext,
  cluster: string,
  { upload: id, offset, data }: UploadPart,
): Promise<Upload> => {
  const bytes = exactBytes(data);
  if (bytes === undefined) {
    throw new AppError('invalid_input', {
      detail: 'body.data: must be unpadded base64url.',
      parameters: { field: 'body.data' },
    });
  }
  const upload =
    id === undefined ? await createUpload(identity, cluster) : findUpload(identity, cluster, id);
  await withUpload(upload, () => append(upload, offset, bytes));
  return { upload: upload.id, size: upload.size };
};
