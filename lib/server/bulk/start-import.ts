import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import { readableBytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { assertWritable } from '../keys/write-policy';
import type { BulkChange } from './bulk-change';
import { exactBytes } from './exact-bytes';
import { parseExportLine } from './export-lines';
import { type FileLine, fileLines } from './file-lines';
import { dropUpload, type ImportUpload } from './import-uploads';
import { parsePlanLine } from './plan-line';
import { startBulk } from './start-bulk';

const nextLine = async (lines: AsyncGenerator<FileLine>, wanted: number): Promise<string> => {
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    if (next.value.number === wanted) {
      return next.value.text ?? '';
    }
  }
  return '';
};

/** The changes of a dry run: its lines and those of the file are in the same order. */
async function* importChanges({ file, planFile }: ImportUpload): AsyncGenerator<BulkChange> {
  const lines = fileLines(file);
  try {
    for await (const { text } of fileLines(planFile)) {
      const { status, line, key, guard } = parsePlanLine(text);
      if (status !== 'added' && status !== 'changed') {
        continue;
      }
      const parsed = parseExportLine(await nextLine(lines, line));
      const target = exactBytes(key ?? '');
      if (parsed.type !== 'key' || target === undefined) {
        throw new AppError('internal', { detail: 'The uploaded file is not as it was any more.' });
      }
      yield { key: target, guard, value: parsed.value, losesLease: parsed.hadLease };
    }
  } finally {
    await lines.return(undefined);
  }
}

/** The first key that is written and how many more, for the list of operations. */
const describeImport = async ({ planFile }: ImportUpload, total: number): Promise<string> => {
  for await (const { text } of fileLines(planFile)) {
    const { status, key } = parsePlanLine(text);
    if (status === 'added' || status === 'changed') {
      const name = readableBytes(exactBytes(key ?? '') ?? new Uint8Array()).slice(0, 400);
      return total > 1 ? `${name} +${total - 1}` : name;
    }
  }
  return '';
};

/**
 * Starts to write what a dry run showed: each key only where it is still as it was then. The upload
 * is removed at the end. Throws `conflict` where the confirmed number of keys is another.
 */
export const startImport = async (
  context: RequestContext,
  connection: ClusterConnection,
  upload: ImportUpload,
  confirmed: string,
): Promise<Operation> => {
  await assertWritable(context, connection, []);
  const { plan } = upload;
  const total = plan === undefined ? 0 : (plan.counts.added ?? 0) + (plan.counts.changed ?? 0);
  if (upload.isBusy || total === 0 || String(total) !== confirmed) {
    throw new AppError('conflict', {
      detail: `The dry run says that ${total} keys would be written, ${confirmed} were confirmed.`,
    });
  }
  upload.isBusy = true;
  try {
    return await startBulk({
      kind: 'import-keys',
      context,
      connection,
      target: await describeImport(upload, total),
      plan: async () => ({ total, changes: importChanges(upload) }),
      cleanUp: () => dropUpload(upload),
    });
  } catch (error) {
    upload.isBusy = false;
    throw error;
  }
};
