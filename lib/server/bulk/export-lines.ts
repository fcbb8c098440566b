import 'server-only';
import { z } from 'zod';
import { readableBytes } from '@/lib/domain/bytes';
import type { StoredKey } from '../etcd/key-source';
import { exactBytes } from './exact-bytes';

/** How an export ended. Without this line at the end a file was cut. */
export type ExportEnd = {
  keys: number;
  masked: number;
  revision: string;
  /** The code of what cut it short; undefined where it is complete. */
  partial: string | undefined;
};

const decimal = z.string().regex(/^\d{1,20}$/);

const lineSchema = z.union([
  z.object({ etcdscope: z.literal('export'), version: z.literal(1) }),
  z.object({ end: z.boolean() }),
  z.object({ key: z.string().min(1), masked: z.literal(true) }),
  z.object({ key: z.string().min(1), value: z.string(), lease: decimal.default('0') }),
]);

/** A line of an exported file as it is read back. */
export type ExportLine =
  | { type: 'header' }
  | { type: 'key'; key: Uint8Array; value: Uint8Array; hadLease: boolean }
  | { type: 'masked'; key: Uint8Array }
  | { type: 'end'; isWhole: boolean }
  | { type: 'broken'; reason: 'not_json' | 'not_a_key' | 'not_base64url' };

const bytesText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** The first line of an export. */
export const formatExportHeader = (cluster: string, revision: string): string =>
  `${JSON.stringify({ etcdscope: 'export', version: 1, cluster, revision })}\n`;

/** The line of a key: its bytes twice, exactly and readable; its value left out where masked. */
export const formatExportKey = (stored: StoredKey, isMasked: boolean): string => {
  const { key, value, createRevision, modRevision, version, lease } = stored;
  const content = isMasked ? { masked: true } : { value: bytesText(value) };
  const named = { key: bytesText(key), readable: readableBytes(key) };
  return `${JSON.stringify({ ...named, createRevision, modRevision, version, lease, ...content })}\n`;
};

/** The last line of an export. */
export const formatExportEnd = ({ partial, ...counts }: ExportEnd): string =>
  `${JSON.stringify({ end: partial === undefined, ...counts, ...(partial && { partial }) })}\n`;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads a line back; what is wrong with it is told, never thrown. */
export const parseExportLine = (text: string): ExportLine => {
  const json = parseJson(text);
  if (json === undefined) {
    return { type: 'broken', reason: 'not_json' };
  }
  const line = lineSchema.safeParse(json).data;
  if (line === undefined) {
    return { type: 'broken', reason: 'not_a_key' };
  }
  if ('etcdscope' in line) {
    return { type: 'header' };
  }
  if ('end' in line) {
    return { type: 'end', isWhole: line.end };
  }
  const key = exactBytes(line.key);
  const value = 'masked' in line ? new Uint8Array() : exactBytes(line.value);
  if (key === undefined || value === undefined) {
    return { type: 'broken', reason: 'not_base64url' };
  }
  return 'masked' in line
    ? { type: 'masked', key }
    : { type: 'key', key, value, hadLease: line.lease !== '0' };
};
