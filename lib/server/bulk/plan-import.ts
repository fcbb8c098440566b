import 'server-only';
import { appendFile, rm } from 'node:fs/promises';
import { type ImportPlan, largestBulk } from '@/lib/domain/api/bulk';
import { inBatches } from '@/lib/domain/bulk/batches';
import { type KeyMove, moveKey } from '@/lib/domain/bulk/move-key';
import { compareBytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { createPrivateFile } from '../backups/durable-file';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { StoredKey } from '../etcd/key-source';
import type { RequestContext } from '../http/request-context';
import { changeRefusals } from './change-refusal';
import { dataDiskError } from './data-disk';
import { type ExportLine, parseExportLine } from './export-lines';
import { fileLines } from './file-lines';
import type { ImportUpload } from './import-uploads';
import { formatPlanLine, type PlanLine } from './plan-line';

/** Thirty-two of the largest values etcd takes by default stay below what one answer may hold. */
const readAtOnce = 32;
const bytesAtOnce = 8 * 1024 * 1024;

/** A line of the file on its way to a plan: decided, or to be compared with the key as it is. */
type Candidate =
  | { plan: PlanLine }
  | { line: number; key: Uint8Array; value: Uint8Array; hadLease: boolean };

const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

const undecided = { guard: '0', hadLease: false, size: null };

const decided = (
  line: number,
  key: Uint8Array | null,
  status: PlanLine['status'],
  reason: string | null,
): Candidate => ({ plan: { ...undecided, line, key: key && toText(key), status, reason } });

/** What a line asks for, as far as the file alone can tell. */
const candidateOf = (
  number: number,
  parsed: ExportLine,
  move: KeyMove,
  seen: Set<string>,
): Candidate | undefined => {
  if (parsed.type === 'header' || parsed.type === 'end') {
    return undefined;
  }
  if (parsed.type === 'broken') {
    return decided(number, null, 'broken', parsed.reason);
  }
  const key = moveKey(parsed.key, move);
  if (key === undefined || key.length === 0) {
    return decided(number, parsed.key, 'refused', key === undefined ? 'other_prefix' : 'empty_key');
  }
  if (parsed.type === 'masked') {
    return decided(number, key, 'masked', null);
  }
  const name = toText(key);
  if (seen.has(name)) {
    return decided(number, key, 'broken', 'twice');
  }
  seen.add(name);
  return { line: number, key, value: parsed.value, hadLease: parsed.hadLease };
};

/** Where the file says that its export was complete. */
type FileState = { isWhole: boolean };

async function* candidates(
  file: string,
  move: KeyMove,
  state: FileState,
  signal: AbortSignal,
): AsyncGenerator<Candidate> {
  const seen = new Set<string>();
  for await (const { number, text } of fileLines(file)) {
    signal.throwIfAborted();
    if (text?.trim() === '') {
      continue;
    }
    const parsed: ExportLine =
      text === undefined ? { type: 'broken', reason: 'not_json' } : parseExportLine(text);
    state.isWhole = parsed.type === 'end' ? parsed.isWhole : state.isWhole;
    const candidate = candidateOf(number, parsed, move, seen);
    if (candidate !== undefined) {
      yield candidate;
    }
    if (seen.size > largestBulk) {
      throw new AppError('too_large', {
        detail: `At most ${largestBulk} keys can be imported at once; split the file by lines.`,
        parameters: { maximum: largestBulk },
      });
    }
  }
}

const candidateBytes = (candidate: Candidate): number =>
  'plan' in candidate ? 0 : candidate.value.length;

const statusOf = (before: StoredKey | undefined, value: Uint8Array): PlanLine['status'] => {
  if (before === undefined) {
    return 'added';
  }
  return compareBytes(before.value, value) === 0 ? 'unchanged' : 'changed';
};

/** Compares lines with the keys as they are at a revision; the newest where undefined. */
const planBatch = async (
  context: RequestContext,
  connection: ClusterConnection,
  batch: readonly Candidate[],
  revision: string | undefined,
): Promise<{ lines: PlanLine[]; revision: string | undefined }> => {
  const open = batch.flatMap((candidate) => ('plan' in candidate ? [] : [candidate]));
  const requests = open.map(({ key }) => ({ key, rangeEnd: undefined, limit: 1, revision }));
  const results = open.length === 0 ? [] : await connection.keys.rangeAll(requests, context.signal);
  const lines: PlanLine[] = [];
  for (const candidate of batch) {
    if ('plan' in candidate) {
      lines.push(candidate.plan);
      continue;
    }
    const { line, key, value, hadLease } = candidate;
    const before = results[open.indexOf(candidate)]?.keys[0];
    // To learn whether a masked value is the same is to learn the value by guessing it.
    const refusals = await changeRefusals(context, connection, [
      { key, value },
      { key, value: before?.value, needsSight: before !== undefined },
    ]);
    const refusal = refusals.find((code) => code !== undefined);
    lines.push({
      line,
      key: toText(key),
      status: refusal === undefined ? statusOf(before, value) : 'refused',
      reason: refusal ?? null,
      size: value.length,
      guard: before?.modRevision ?? '0',
      hadLease,
    });
  }
  return { lines, revision: revision ?? results[0]?.revision };
};

const isWritten = ({ status }: PlanLine): boolean => status === 'added' || status === 'changed';

/**
 * Finds out, without writing anything, what importing an uploaded file would do, and keeps that
 * line by line beside the file. Throws `read_only` and `too_large`.
 */
export const planImport = async (
  context: RequestContext,
  connection: ClusterConnection,
  upload: ImportUpload,
  move: KeyMove,
): Promise<ImportPlan> => {
  const { signal } = context;
  const state: FileState = { isWhole: false };
  const counts = { added: 0, changed: 0, unchanged: 0, refused: 0, masked: 0, broken: 0 };
  const totals = { lines: 0, bytes: 0, leased: 0 };
  let revision: string | undefined;
  await changeRefusals(context, connection, []);
  await rm(upload.planFile, { force: true });
  await (await createPrivateFile(upload.planFile)).close();
  const found = candidates(upload.file, move, state, signal);
  const limits = () => ({ items: readAtOnce, bytes: bytesAtOnce });
  for await (const batch of inBatches(found, candidateBytes, limits)) {
    const planned = await planBatch(context, connection, batch, revision);
    revision = planned.revision;
    for (const line of planned.lines) {
      counts[line.status] += 1;
      totals.lines += 1;
      if (isWritten(line)) {
        totals.bytes += (line.size ?? 0) + Math.floor(((line.key?.length ?? 0) * 3) / 4);
        totals.leased += line.hadLease ? 1 : 0;
      }
    }
    const text = planned.lines.map(formatPlanLine).join('');
    await appendFile(upload.planFile, text).catch((error: unknown) => {
      throw dataDiskError(error);
    });
  }
  return {
    revision: revision ?? (await connection.keys.revision(signal)),
    lines: totals.lines,
    counts,
    bytes: String(totals.bytes),
    leased: totals.leased,
    isWhole: state.isWhole,
  };
};
