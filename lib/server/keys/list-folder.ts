import 'server-only';
import type { Folder, FolderEntry } from '@/lib/domain/api/keys';
import { fromBase64Url, readableBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { toHexId } from '@/lib/domain/etcd/member-id';
import { childSegment, isChildBoundary } from '@/lib/domain/keys/folder-child';
import { maskingRule } from '@/lib/domain/keys/masking-rule';
import { decodeCursor, encodeCursor, type PageCursor } from '@/lib/domain/keys/page-cursor';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { type Child, type Children, readChildren } from './read-children';

/** Which page of which folder; bytes as base64url. */
export type FolderQuery = { prefix: string; cursor?: string; revision?: string; limit: number };

type Level = { prefix: Uint8Array; delimiter: Uint8Array };

/** A page of the children of a folder, all pages at one revision. */
export const listFolder = async (
  connection: ClusterConnection,
  query: FolderQuery,
  signal?: AbortSignal,
): Promise<Folder> => {
  const startedAt = performance.now();
  const { config, keys } = connection;
  const prefix = fromBase64Url(query.prefix) ?? refuse('The prefix is not base64url.');
  const level = { prefix, delimiter: utf8Bytes(config.delimiter) };
  const cursor = query.cursor === undefined ? undefined : parseCursor(query.cursor, level);
  const { limit, revision } = query;
  // The cursor's total is of the pinned revision; without one the folder is counted anew.
  const total = revision === undefined ? undefined : cursor?.total;
  const request = { ...level, limit, revision, position: cursor?.position, total };
  const page = await readChildren(keys, request, signal);
  return {
    prefix: { bytes: toBase64Url(prefix), text: readableBytes(prefix) },
    delimiter: config.delimiter,
    revision: page.revision,
    entries: page.children.map((child) => toEntry(child, level, config.kubernetesPrefix)),
    next: nextCursor(page),
    total: page.total.toString(),
    answeredBy: page.answeredBy,
    elapsedMilliseconds: performance.now() - startedAt,
  };
};

const refuse = (detail: string): never => {
  throw new AppError('invalid_input', { detail });
};

const parseCursor = (text: string, { prefix, delimiter }: Level): PageCursor => {
  const cursor = decodeCursor(fromBase64Url(text) ?? new Uint8Array());
  return cursor !== undefined && isChildBoundary(cursor.position, prefix, delimiter)
    ? cursor
    : refuse('The cursor does not belong to this folder; start again at its first page.');
};

const nextCursor = ({ next, total }: Children): string | null =>
  next === undefined ? null : toBase64Url(encodeCursor({ position: next, total }));

const toEntry = (child: Child, level: Level, kubernetesPrefix: string): FolderEntry => {
  const { kind, name, stored, count } = child;
  return {
    kind,
    name: { bytes: toBase64Url(name), text: readableBytes(name) },
    label: readableBytes(childSegment(child, level.prefix, level.delimiter)),
    count: kind === 'folder' ? (count ?? 0n).toString() : null,
    modRevision: stored?.modRevision ?? null,
    version: stored?.version ?? null,
    lease: stored === undefined || stored.lease === '0' ? null : toHexId(stored.lease),
    masked: maskingRule(name, kubernetesPrefix) !== undefined,
  };
};
