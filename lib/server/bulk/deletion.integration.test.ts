import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as outcomes from '@/app/api/v1/clusters/[cluster]/bulk-outcomes/[operation]/route';
import * as preview from '@/app/api/v1/clusters/[cluster]/deletions/preview/route';
import * as deletions from '@/app/api/v1/clusters/[cluster]/deletions/route';
import * as undo from '@/app/api/v1/clusters/[cluster]/undo/[operation]/route';
import * as undoFiles from '@/app/api/v1/clusters/[cluster]/undo/route';
import {
  bulkOutcomeSchema,
  type DeletionPreview,
  deletionPreviewSchema,
  undoListSchema,
} from '@/lib/domain/api/bulk';
import { type Operation, operationSchema } from '@/lib/domain/api/operations';
import { readableBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { callRoute, forgetRates, problemIn } from '../http/testing';
import { runningOperations } from '../operations/running-operations';
import { readOutcome } from './read-outcome';
import { rangesOf, readSelection } from './selected-keys';
import { startDeletion } from './start-deletion';
import { startUndo } from './start-undo';
import { type BulkService, startBulkService } from './testing/bulk-service';
import {
  contextOf,
  endOf,
  folder,
  keysBelow,
  putAll,
  secretValue,
} from './testing/people-and-keys';
import { undoPath } from './undo-directory';
import { listUndoFiles, pruneUndoFiles } from './undo-files';

let bulk: BulkService;
const params = { cluster: 'test' };

beforeAll(async () => {
  // Fewer operations than are tried first, so that every deletion has to halve its batches.
  bulk = await startBulkService(['--max-txn-ops=40']);
});

beforeEach(forgetRates);

afterAll(() => bulk?.stop());

const text = utf8Bytes('v');
const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    key: utf8Bytes(`${prefix}${String(index).padStart(4, '0')}`),
    value: text,
  }));

const ask = async (body: unknown, person = bulk.operator): Promise<Response> =>
  callRoute(preview.POST, { params, headers: person.headers, body });

const previewOf = async (body: unknown): Promise<DeletionPreview> =>
  deletionPreviewSchema.parse(await (await ask(body)).json());

const deleteAll = async (selection: unknown, shown: DeletionPreview): Promise<Operation> => {
  const body = { selection, revision: shown.revision, keys: shown.summary?.keys };
  const response = await callRoute(deletions.POST, {
    params,
    headers: bulk.operator.headers,
    body,
  });
  expect(response.status).toBe(202);
  return endOf(operationSchema.parse(await response.json()));
};

const outcomeOf = async (operation: string) => {
  const request = { params: { ...params, operation }, headers: bulk.operator.headers };
  return bulkOutcomeSchema.parse(await (await callRoute(outcomes.GET, request)).json());
};

const undoOf = async (operation: string): Promise<Operation> => {
  const request = { params: { ...params, operation }, headers: bulk.operator.headers };
  return endOf(operationSchema.parse(await (await callRoute(undo.POST, request)).json()));
};

describe('a preview', () => {
  it('tells exactly what is there, page by page at one revision', async () => {
    const lease = await bulk.connection.grantLease(600);
    const entries = numbered('preview/', 1_000);
    await putAll(bulk.connection, entries);
    await bulk.connection.putAll([{ key: utf8Bytes('preview/0007'), value: text, lease }]);
    const selection = {
      keys: ['preview/0001', 'preview/none', 'previewed'].map((key) => toBase64Url(utf8Bytes(key))),
      folders: [toBase64Url(utf8Bytes('preview/'))],
    };
    await putAll(bulk.connection, [{ key: utf8Bytes('previewed'), value: text }]);
    const first = await previewOf({ selection, limit: 400 });
    expect(first.summary).toEqual({
      keys: '1001',
      bytes: String(1_000 * 13 + 10),
      leased: '1',
      kubernetes: '0',
      refused: [],
    });
    expect(first.rows[7]).toMatchObject({ size: 1, lease: BigInt(lease).toString(16) });
    await putAll(bulk.connection, numbered('preview/later', 3));
    const names = first.rows.map(({ key }) => key.text);
    for (let { next } = first; next !== null; ) {
      const page = await previewOf({
        selection,
        revision: first.revision,
        cursor: next,
        limit: 400,
      });
      expect(page.summary).toBeNull();
      names.push(...page.rows.map(({ key }) => key.text));
      next = page.next;
    }
    expect(names).toEqual([...entries.map(({ key }) => readableBytes(key)), 'previewed']);
  });

  it('of too many keys is refused at the first page', async () => {
    const reading = { revision: await bulk.connection.keys.revision(), most: 999 };
    const { signal } = contextOf('operator');
    const pages = readSelection(
      bulk.connection.heavyKeys,
      rangesOf(folder('preview/')),
      reading,
      signal,
    );
    await expect(pages.next()).rejects.toMatchObject({ code: 'too_large' });
  });

  it('names what is refused, and is refused to a viewer', async () => {
    await putAll(bulk.connection, [
      { key: utf8Bytes('/registry/secrets/shop/a'), value: secretValue('a', 'x') },
      { key: utf8Bytes('/registry/pods/shop/a'), value: text },
      { key: utf8Bytes('mixed'), value: text },
    ]);
    const keys = [toBase64Url(utf8Bytes('mixed'))];
    const selection = { keys, folders: folder('/registry/').folders };
    const { summary, rows } = await previewOf({ selection });
    expect(summary).toMatchObject({
      keys: '1',
      refused: [{ code: 'kubernetes_read_only', keys: '2' }],
    });
    expect(rows).toMatchObject([{ key: { text: 'mixed' }, refusal: null }]);
    const kept = await previewOf({ selection, kept: true, limit: 1 });
    expect(kept.rows).toMatchObject([
      { key: { text: '/registry/pods/shop/a' }, refusal: 'kubernetes_read_only' },
    ]);
    const { revision, next: cursor } = kept;
    expect((await previewOf({ selection, kept: true, revision, cursor })).rows).toHaveLength(1);
    const refused = await ask({ selection }, bulk.viewer);
    expect((await problemIn(refused)).code).toBe('forbidden');
  });
});

describe('a deletion', () => {
  it('takes what was shown and leaves what changed since, and is undone whole', async () => {
    const entries = numbered('many/', 1_000);
    const odd = Uint8Array.from(utf8Bytes('many/\0\xff'), (byte, index) =>
      index === 6 ? 255 : byte,
    );
    const large = Uint8Array.from({ length: 900_000 }, (_, index) => index % 256);
    await putAll(bulk.connection, [...entries, { key: odd, value: large }]);
    const selection = folder('many/');
    const shown = await previewOf({ selection });
    await putAll(bulk.connection, [
      { key: utf8Bytes('many/0500'), value: utf8Bytes('changed') },
      { key: utf8Bytes('many/new'), value: text },
    ]);
    const before = new Map(
      (await keysBelow(bulk.connection, 'many/')).map((one) => [
        readableBytes(one.key),
        toBase64Url(one.value),
      ]),
    );
    const ended = await deleteAll(selection, shown);
    expect(ended).toMatchObject({ state: 'succeeded', done: '1001', total: '1001' });
    const left = (await keysBelow(bulk.connection, 'many/')).map(({ key }) => readableBytes(key));
    expect(left).toEqual(['many/0500', 'many/new']);
    expect(await outcomeOf(ended.id)).toMatchObject({
      changed: '1000',
      left: '1',
      failed: '0',
      hasUndo: true,
      examples: [{ key: { text: 'many/0500' }, code: 'changed_meanwhile' }],
    });
    expect((await stat(undoPath(ended.id))).mode & 0o777).toBe(0o600);
    const undone = await undoOf(ended.id);
    expect(undone.state).toBe('succeeded');
    expect(await outcomeOf(undone.id)).toMatchObject({ changed: '1000', left: '0' });
    const after = (await keysBelow(bulk.connection, 'many/')).map(({ key, value }) => [
      readableBytes(key),
      toBase64Url(value),
    ]);
    expect(new Map(after.map(([key = '', value = '']) => [key, value]))).toEqual(before);
  });

  it('is undone only where nobody wrote the key again', async () => {
    const lease = await bulk.connection.grantLease(600);
    await putAll(bulk.connection, [
      { key: utf8Bytes('again/a'), value: utf8Bytes('old') },
      { key: utf8Bytes('again/b'), value: utf8Bytes('old'), lease },
    ]);
    const selection = folder('again/');
    const { id } = await deleteAll(selection, await previewOf({ selection }));
    await putAll(bulk.connection, [{ key: utf8Bytes('again/a'), value: utf8Bytes('newer') }]);
    const undone = await undoOf(id);
    expect(await outcomeOf(undone.id)).toMatchObject({
      changed: '1',
      left: '1',
      withoutLease: '1',
    });
    const found = (await keysBelow(bulk.connection, 'again/')).map(({ value }) =>
      readableBytes(value),
    );
    expect(found).toEqual(['newer', 'old']);
    // Undoing the undo deletes what it brought back, and nothing else.
    await undoOf(undone.id);
    expect(
      (await keysBelow(bulk.connection, 'again/')).map(({ key }) => readableBytes(key)),
    ).toEqual(['again/a']);
  });

  it('leaves Kubernetes objects that nobody allowed to be deleted', async () => {
    const canary = 'c4n4ry-deleted';
    await putAll(bulk.connection, [
      { key: utf8Bytes('kept/object'), value: secretValue('a', canary) },
      { key: utf8Bytes('kept/text'), value: text },
    ]);
    const selection = folder('kept/');
    const { id } = await deleteAll(selection, await previewOf({ selection }));
    expect(await outcomeOf(id)).toMatchObject({ changed: '1', refused: '1' });
    expect(
      (await keysBelow(bulk.connection, 'kept/')).map(({ key }) => readableBytes(key)),
    ).toEqual(['kept/object']);
  });
});

describe('a deletion that does not go its way', () => {
  let revision: string;
  const selection = folder('stopped/');

  beforeEach(async () => {
    await putAll(bulk.connection, numbered('stopped/', 400));
    revision = await bulk.connection.keys.revision();
  });

  const start = (changed: Partial<ClusterConnection>, free?: () => Promise<number>) => {
    const body = { selection, revision, keys: '400' };
    return startDeletion(contextOf('operator'), { ...bulk.connection, ...changed }, body, free);
  };
  const leftOver = async () => (await keysBelow(bulk.connection, 'stopped/')).length;

  it('stops between batches, and what is gone can be undone', async () => {
    let commits = 0;
    const { id } = await start({
      commit: (request) => {
        commits += 1;
        if (commits === 4) {
          for (const { controller } of runningOperations().byId.values()) {
            controller.abort();
          }
        }
        return bulk.connection.commit(request);
      },
    });
    expect((await endOf({ id })).state).toBe('cancelled');
    const left = await leftOver();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(400);
    expect((await readOutcome('test', id)).changed).toBe(String(400 - left));
    await endOf(await startUndo(contextOf('operator'), bulk.connection, id));
    expect(await leftOver()).toBe(400);
  });

  it('deletes nothing where the disk is full', async () => {
    const { id } = await start({}, async () => 1_000_000);
    expect(await endOf({ id })).toMatchObject({
      state: 'failed',
      failure: { code: 'disk_full' },
    });
    expect(await leftOver()).toBe(400);
  });

  it('deletes no more once the disk is full', async () => {
    let checks = 0;
    const { id } = await start({}, async () => {
      checks += 1;
      return checks > 3 ? 0 : 1e12;
    });
    expect((await endOf({ id })).failure?.code).toBe('disk_full');
    const { changed, hasUndo } = await readOutcome('test', id);
    expect([Number(changed) > 0, hasUndo]).toEqual([true, true]);
    expect(await leftOver()).toBe(400 - Number(changed));
  });

  it('reads back what was done where the answer was lost', async () => {
    const lost = new AppError('outcome_unknown', { detail: 'lost' });
    const { id } = await start({
      commit: async (request) => {
        await bulk.connection.commit(request);
        throw lost;
      },
    });
    expect((await endOf({ id })).state).toBe('succeeded');
    expect(await readOutcome('test', id)).toMatchObject({ changed: '400', failed: '0' });
  });

  it('tells where nobody saw how it ended, and keeps the values', async () => {
    const { id } = await start({
      commit: async () => {
        throw new AppError('outcome_unknown', { detail: 'lost' });
      },
    });
    expect(await endOf({ id })).toMatchObject({
      state: 'failed',
      failure: { code: 'outcome_unknown' },
    });
    expect(await readOutcome('test', id)).toMatchObject({ changed: '0', failed: '100' });
    const files = await listUndoFiles('test');
    expect(files.files[0]).toMatchObject({ operation: id, keys: null });
  });

  it('is refused where the confirmed number is another, or the revision is gone', async () => {
    const body = { selection, revision, keys: '399' };
    const other = await startDeletion(contextOf('operator'), bulk.connection, body);
    expect((await endOf(other)).failure?.code).toBe('conflict');
    await putAll(bulk.connection, numbered('stopped/', 1));
    await bulk.cluster.etcdctl('compact', await bulk.connection.keys.revision());
    const compacted = await start({});
    expect((await endOf(compacted)).failure?.code).toBe('revision_compacted');
    expect(await leftOver()).toBe(400);
  });

  it('is refused on a read-only cluster', async () => {
    const config = { ...bulk.connection.config, readOnly: true };
    await expect(start({ config })).rejects.toMatchObject({ code: 'read_only' });
  });
});

describe('undo files', () => {
  const files = async () => {
    const response = await callRoute(undoFiles.GET, { params, headers: bulk.operator.headers });
    return undoListSchema.parse(await response.json()).files;
  };

  it('are listed with who did what, and deleted by hand', async () => {
    await putAll(bulk.connection, numbered('listed/', 3));
    const selection = folder('listed/');
    const { id } = await deleteAll(selection, await previewOf({ selection }));
    const [newest] = await files();
    expect(newest).toMatchObject({
      operation: id,
      kind: 'delete-keys',
      target: 'listed/',
      startedBy: 'operator',
      keys: '3',
    });
    const request = { params: { ...params, operation: id }, headers: bulk.operator.headers };
    expect((await callRoute(undo.DELETE, request)).status).toBe(204);
    expect((await files()).map(({ operation }) => operation)).not.toContain(id);
    expect((await callRoute(undo.POST, request)).status).toBe(404);
  });

  it('that a crash cut are read as far as they go', async () => {
    await putAll(bulk.connection, numbered('crash/', 4));
    const selection = folder('crash/');
    const { id } = await deleteAll(selection, await previewOf({ selection }));
    const [header, ...entries] = (await readFile(undoPath(id), 'utf8')).split('\n');
    // A batch of which the first key was left alone, and one that nobody saw the end of.
    const noted = JSON.stringify({ committed: '9', entries: [1] });
    const [left, changed, unseen, cut] = entries;
    const lines = [header, left, changed, noted, unseen, cut?.slice(0, 10)];
    await writeFile(undoPath(id), lines.join('\n'));
    await undoOf(id);
    expect(
      (await keysBelow(bulk.connection, 'crash/')).map(({ key }) => readableBytes(key)),
    ).toEqual(['crash/0001', 'crash/0002']);
  });

  it('are not pruned by the undo that reads them', async () => {
    await putAll(bulk.connection, numbered('old/', 3));
    const selection = folder('old/');
    const { id } = await deleteAll(selection, await previewOf({ selection }));
    const longAgo = new Date(Date.now() - 31 * 86_400_000);
    await utimes(undoPath(id), longAgo, longAgo);
    expect((await undoOf(id)).state).toBe('succeeded');
    expect(await keysBelow(bulk.connection, 'old/')).toHaveLength(3);
  });

  it('are not those of another cluster, and go when they are old', async () => {
    expect((await listUndoFiles('other')).files).toEqual([]);
    await pruneUndoFiles(Date.now() + 31 * 86_400_000);
    expect(await files()).toEqual([]);
  });
});
