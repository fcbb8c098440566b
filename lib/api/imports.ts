'use client';

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  ImportDiff,
  ImportPlan,
  ImportPlanBody,
  ImportRows,
  ImportStatus,
  Upload,
  UploadPart,
} from '@/lib/domain/api/bulk';
import type { Operation } from '@/lib/domain/api/operations';
import { toBase64Url } from '@/lib/domain/bytes';
import { bulkPath } from './bulk';
import { applyOperation } from './operations';
import { pageQuery } from './page-query';
import { ProblemError, request } from './request';
import { wait } from './wait';

/** In base64 below the 1 MiB that many proxies take for a body. */
const partBytes = 716_800;

/** Sends one part; waits where the server says that requests come too fast. */
const sendPart = async (
  cluster: string,
  body: UploadPart,
  signal: AbortSignal,
): Promise<Upload> => {
  try {
    return await request<Upload>(bulkPath(cluster, 'imports'), { method: 'POST', body, signal });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'rate_limited') {
      throw error;
    }
    await wait(Number(error.problem.parameters.seconds ?? 1), signal);
    return sendPart(cluster, body, signal);
  }
};

/** Sends a file in parts, telling the share that is sent. Throws ProblemError where it is refused. */
export const uploadImport = async (
  cluster: string,
  file: Blob,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<Upload> => {
  let upload: Upload | undefined;
  for (let offset = 0; upload === undefined || offset < file.size; offset += partBytes) {
    const part = await file.slice(offset, offset + partBytes).arrayBuffer();
    const data = toBase64Url(new Uint8Array(part));
    upload = await sendPart(cluster, { upload: upload?.upload, offset, data }, signal);
    onShare(upload.size / Math.max(1, file.size));
  }
  return upload;
};

const uploadPath = (cluster: string, upload: string, path = ''): `/${string}` =>
  bulkPath(cluster, `imports/${upload}${path}`);

/** Makes the dry run of an upload. */
export const planImport = (
  cluster: string,
  upload: string,
  body: ImportPlanBody,
  signal: AbortSignal,
): Promise<ImportPlan> =>
  request<ImportPlan>(uploadPath(cluster, upload, '/plan'), { method: 'POST', body, signal });

/** Gives an upload up; what is left of it the server removes by itself within an hour. */
export const dropImport = (cluster: string, upload: string): Promise<void> =>
  request<void>(uploadPath(cluster, upload), { method: 'DELETE' }).catch(() => undefined);

const firstRow = '0';

/** The rows of a dry run, of one status or all, page by page. */
export const useImportRows = (cluster: string, upload: string, status: ImportStatus | undefined) =>
  useInfiniteQuery({
    queryKey: ['import-rows', cluster, upload, status],
    queryFn: ({ signal, pageParam: cursor }) =>
      request<ImportRows>(
        `${uploadPath(cluster, upload, '/rows')}${pageQuery({ status, cursor, limit: '100' })}`,
        { signal },
      ),
    initialPageParam: firstRow,
    getNextPageParam: ({ next }) => (next === null ? undefined : String(next)),
    gcTime: 0,
  });

/** The value of a row before and after. */
export const useImportDiff = (cluster: string, upload: string, line: number) =>
  useQuery({
    queryKey: ['import-diff', cluster, upload, line],
    queryFn: ({ signal }) =>
      request<ImportDiff>(uploadPath(cluster, upload, `/rows/${line}`), { signal }),
    gcTime: 0,
  });

/** Starts to write what the dry run showed. */
export const useApplyImport = (cluster: string, upload: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (keys: string) =>
      request<Operation>(uploadPath(cluster, upload, '/apply'), { method: 'POST', body: { keys } }),
    onSuccess: (operation) => applyOperation(client, operation),
  });
};
