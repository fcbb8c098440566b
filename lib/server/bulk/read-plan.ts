import 'server-only';
import type { ImportDiff, ImportRows, ImportRowsQuery } from '@/lib/domain/api/bulk';
import type { KeyValue } from '@/lib/domain/api/keys';
import { readableBytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { hexDump } from '@/lib/domain/keys/hex-dump';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { maskValue } from '../keys/mask-value';
import { exactBytes } from './exact-bytes';
import { parseExportLine } from './export-lines';
import { fileLines } from './file-lines';
import type { ImportUpload } from './import-uploads';
import { type PlanLine, parsePlanLine } from './plan-line';

const noPlan = (): AppError =>
  new AppError('conflict', { detail: 'Make a dry run of the file first.' });

/** A page of the lines of a dry run. Throws `conflict` where none was made. */
export const readPlanRows = async (
  { plan, planFile }: ImportUpload,
  { status, cursor, limit }: ImportRowsQuery,
): Promise<ImportRows> => {
  if (plan === undefined) {
    throw noPlan();
  }
  const rows: ImportRows['rows'] = [];
  for await (const { number, text } of fileLines(planFile)) {
    if (number <= cursor) {
      continue;
    }
    const line = parsePlanLine(text);
    if (status !== undefined && line.status !== status) {
      continue;
    }
    if (rows.length === limit) {
      return { rows, next: number - 1 };
    }
    rows.push(rowOf(line));
  }
  return { rows, next: null };
};

const rowOf = ({ line, key, status, reason, size }: PlanLine): ImportRows['rows'][number] => ({
  line,
  key:
    key === null ? null : { bytes: key, text: readableBytes(exactBytes(key) ?? new Uint8Array()) },
  status,
  reason,
  size,
});

const findPlanLine = async (planFile: string, wanted: number): Promise<PlanLine> => {
  for await (const { text } of fileLines(planFile)) {
    const line = parsePlanLine(text);
    if (line.line === wanted) {
      return line;
    }
  }
  throw new AppError('not_found', { detail: 'The dry run has no such line.' });
};

const valueOfLine = async (file: string, wanted: number): Promise<Uint8Array | undefined> => {
  for await (const { number, text } of fileLines(file)) {
    if (number === wanted) {
      const parsed = parseExportLine(text ?? '');
      return parsed.type === 'key' ? parsed.value : undefined;
    }
  }
  return undefined;
};

/** More than this of a value is not compared on the screen. */
const longestText = 200_000;
const longestHex = 16_384;

const textOf = ({ yaml, json, text }: KeyValue, bytes: Uint8Array, isMasked: boolean): string => {
  const readable = yaml ?? json ?? text;
  if (readable !== null || isMasked) {
    return (readable ?? '').slice(0, longestText);
  }
  return hexDump(bytes.subarray(0, longestHex));
};

/**
 * The values of one line of a dry run before and after, as they may be shown to everybody.
 * Throws `forbidden` where the key is refused for being masked.
 */
export const readPlanDiff = async (
  connection: ClusterConnection,
  { plan, planFile, file }: ImportUpload,
  wanted: number,
  signal: AbortSignal,
): Promise<ImportDiff> => {
  if (plan === undefined) {
    throw noPlan();
  }
  const line = await findPlanLine(planFile, wanted);
  const key = exactBytes(line.key ?? '');
  if (
    key === undefined ||
    key.length === 0 ||
    (line.status !== 'added' && line.status !== 'changed')
  ) {
    throw new AppError('not_found', { detail: 'This line changes nothing.' });
  }
  const { revision } = plan;
  const { keys } = await connection.keys.range(
    { key, rangeEnd: undefined, limit: 1, revision },
    signal,
  );
  const after = await valueOfLine(file, wanted);
  const present = (bytes: Uint8Array | undefined): { text: string | null; masked: boolean } => {
    if (bytes === undefined) {
      return { text: null, masked: false };
    }
    const { kubernetesPrefix } = connection.config;
    const { value, masked } = maskValue(key, bytes, { kubernetesPrefix, reveal: false });
    return { text: textOf(value, bytes, masked), masked };
  };
  const [was, is] = [present(keys[0]?.value), present(after)];
  return { before: was.text, after: is.text, masked: was.masked || is.masked };
};
