import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as exporting from '@/app/api/v1/clusters/[cluster]/export/route';
import * as apply from '@/app/api/v1/clusters/[cluster]/imports/[upload]/apply/route';
import * as planning from '@/app/api/v1/clusters/[cluster]/imports/[upload]/plan/route';
import * as upload from '@/app/api/v1/clusters/[cluster]/imports/[upload]/route';
import * as diff from '@/app/api/v1/clusters/[cluster]/imports/[upload]/rows/[line]/route';
import * as rows from '@/app/api/v1/clusters/[cluster]/imports/[upload]/rows/route';
import * as imports from '@/app/api/v1/clusters/[cluster]/imports/route';
import {
  type ImportPlan,
  type ImportRows,
  importDiffSchema,
  importPlanSchema,
  importRowsSchema,
  uploadSchema,
} from '@/lib/domain/api/bulk';
import { type Operation, operationSchema } from '@/lib/domain/api/operations';
import { concatBytes, readableBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { configuration } from '../config/load-configuration';
import { callRoute, forgetRates, problemIn } from '../http/testing';
import { auditRowsAfter } from '../store/audit';
import { removeLeftUploads } from './import-uploads';
import { startUndo } from './start-undo';
import { type BulkService, startBulkService } from './testing/bulk-service';
import {
  contextOf,
  endOf,
  folder,
  keysBelow,
  putAll,
  recordsIn,
  secretValue,
} from './testing/people-and-keys';

let bulk: BulkService;
const params = { cluster: 'test' };

beforeAll(async () => {
  bulk = await startBulkService();
});

beforeEach(forgetRates);

afterAll(() => bulk?.stop());

const exportOf = async (name: string): Promise<string> =>
  (await bulk.postExport({ selection: folder(name) })).text();

const send = (body: unknown, person = bulk.operator): Promise<Response> =>
  callRoute(imports.POST, { params, headers: person.headers, body });

const uploadText = async (text: string, person = bulk.operator): Promise<string> => {
  const bytes = utf8Bytes(text);
  let id: string | undefined;
  for (let offset = 0; offset === 0 || offset < bytes.length; offset += 700_000) {
    const data = Buffer.from(bytes.subarray(offset, offset + 700_000)).toString('base64url');
    const response = await send({ upload: id, offset, data }, person);
    id = uploadSchema.parse(await response.json()).upload;
  }
  return id ?? '';
};

const planOf = async (id: string, move = {}, person = bulk.operator): Promise<ImportPlan> => {
  const request = { params: { ...params, upload: id }, headers: person.headers, body: move };
  return importPlanSchema.parse(await (await callRoute(planning.POST, request)).json());
};

const rowsOf = async (id: string, query = ''): Promise<ImportRows> => {
  const request = { params: { ...params, upload: id }, headers: bulk.operator.headers, query };
  return importRowsSchema.parse(await (await callRoute(rows.GET, request)).json());
};

const applyAs = (id: string, keys: number, person = bulk.operator): Promise<Response> =>
  callRoute(apply.POST, {
    params: { ...params, upload: id },
    headers: person.headers,
    body: { keys: String(keys) },
  });

const importAll = async (id: string, { counts }: ImportPlan): Promise<Operation> => {
  const response = await applyAs(id, counts.added + counts.changed);
  return endOf(operationSchema.parse(await response.json()));
};

const contentOf = async (prefix: string): Promise<[string, string][]> =>
  (await keysBelow(bulk.connection, prefix)).map(({ key, value }) => [
    toBase64Url(key),
    Buffer.from(value).toString('base64url'),
  ]);

describe('export and import', () => {
  it('keep every byte, and an unchanged import writes nothing', async () => {
    const name = fc.uint8Array({ minLength: 1, maxLength: 12 });
    const value = fc.uint8Array({ maxLength: 2_000 });
    const store = fc.uniqueArray(fc.tuple(name, value), {
      minLength: 1,
      maxLength: 60,
      selector: ([key]) => toBase64Url(key),
    });
    await fc.assert(
      fc.asyncProperty(store, async (entries) => {
        await bulk.cluster.etcdctl('del', '--prefix', 'random!');
        const prefix = utf8Bytes('random!');
        await putAll(
          bulk.connection,
          entries.map(([key, bytes]) => ({ key: concatBytes(prefix, key), value: bytes })),
        );
        const before = await contentOf('random!');
        const text = await exportOf('random!');
        const again = await uploadText(text);
        const revision = await bulk.connection.keys.revision();
        const same = await planOf(again);
        expect(same.counts).toMatchObject({ added: 0, changed: 0, unchanged: entries.length });
        expect((await applyAs(again, 0)).status).toBe(409);
        expect(await bulk.connection.keys.revision()).toBe(revision);
        await callRoute(upload.DELETE, { params: { ...params, upload: again }, ...bulk.operator });
        await bulk.cluster.etcdctl('del', '--prefix', 'random!');
        const id = await uploadText(text);
        const plan = await planOf(id);
        expect(plan).toMatchObject({ isWhole: true, lines: entries.length });
        expect((await importAll(id, plan)).state).toBe('succeeded');
        expect(await contentOf('random!')).toEqual(before);
      }),
      { numRuns: 8 },
    );
    expect(await readdir(path.join(configuration().dataDirectory, 'imports'))).toEqual([]);
  });

  it('move keys to another prefix, and only those that have the first', async () => {
    const lease = await bulk.connection.grantLease(600);
    await putAll(bulk.connection, [
      { key: utf8Bytes('from/a'), value: utf8Bytes('1') },
      { key: utf8Bytes('from/b'), value: utf8Bytes('2'), lease },
      { key: utf8Bytes('from'), value: utf8Bytes('3') },
    ]);
    const id = await uploadText(await exportOf('from'));
    const move = { from: toBase64Url(utf8Bytes('from/')), to: toBase64Url(utf8Bytes('to//')) };
    const plan = await planOf(id, move);
    expect(plan).toMatchObject({ counts: { added: 2, refused: 1 }, leased: 1, bytes: '12' });
    const refused = await rowsOf(id, '?status=refused');
    expect(refused.rows).toMatchObject([
      { line: 2, key: { text: 'from' }, reason: 'other_prefix' },
    ]);
    await importAll(id, plan);
    expect(
      (await keysBelow(bulk.connection, 'to/')).map(({ key, lease: id }) => [
        readableBytes(key),
        id,
      ]),
    ).toEqual([
      ['to//a', '0'],
      ['to//b', '0'],
    ]);
  });

  it('show what changes, leave what changed since, and are undone', async () => {
    await putAll(bulk.connection, [
      { key: utf8Bytes('diff/a'), value: utf8Bytes('old') },
      { key: utf8Bytes('diff/b'), value: utf8Bytes('same') },
      { key: utf8Bytes('diff/c'), value: utf8Bytes('old') },
      { key: utf8Bytes('diff/d'), value: utf8Bytes('gone') },
    ]);
    const text = await exportOf('diff/');
    await putAll(bulk.connection, [
      { key: utf8Bytes('diff/a'), value: utf8Bytes('new') },
      { key: utf8Bytes('diff/c'), value: utf8Bytes('new') },
    ]);
    await bulk.connection.deleteKey(utf8Bytes('diff/d'));
    const id = await uploadText(text);
    const plan = await planOf(id);
    expect(plan.counts).toMatchObject({ added: 1, changed: 2, unchanged: 1 });
    const shown = await rowsOf(id, '?status=changed&limit=1');
    expect(shown.rows).toMatchObject([{ line: 2, key: { text: 'diff/a' }, size: 3 }]);
    expect((await rowsOf(id, `?status=changed&cursor=${shown.next}`)).rows).toMatchObject([
      { key: { text: 'diff/c' } },
    ]);
    const request = {
      params: { ...params, upload: id, line: '2' },
      headers: bulk.operator.headers,
    };
    const change = importDiffSchema.parse(await (await callRoute(diff.GET, request)).json());
    expect(change).toEqual({ before: 'new', after: 'old', masked: false });
    await putAll(bulk.connection, [{ key: utf8Bytes('diff/c'), value: utf8Bytes('newest') }]);
    const ended = await importAll(id, plan);
    expect(ended).toMatchObject({ target: 'diff/a +2', state: 'succeeded', done: '3' });
    const values = async () =>
      (await keysBelow(bulk.connection, 'diff/')).map(({ value }) => readableBytes(value));
    expect(await values()).toEqual(['old', 'same', 'newest', 'gone']);
    await endOf(await startUndo(contextOf('operator'), bulk.connection, ended.id));
    expect(await values()).toEqual(['new', 'same', 'newest']);
  });

  it('tell what is wrong with a file by line', async () => {
    const id = await uploadText(
      '{"key":"YQ","value":"YQ"}\n\nnonsense\n{"key":"YQ","value":"Yg"}\n{}',
    );
    const plan = await planOf(id);
    expect(plan).toMatchObject({ counts: { added: 1, broken: 3 }, isWhole: false });
    expect((await rowsOf(id, '?status=broken')).rows).toMatchObject([
      { line: 3, key: null, reason: 'not_json' },
      { line: 4, key: { text: 'a' }, reason: 'twice' },
      { line: 5, key: null, reason: 'not_a_key' },
    ]);
  });

  it('take the parts of a file in order, and from nobody else', async () => {
    const id = await uploadText('{}\n');
    for (const body of [
      { upload: id, offset: 0, data: '' },
      { upload: id, offset: 99, data: '' },
    ]) {
      expect((await send(body)).status).toBe(409);
    }
    expect((await send({ upload: id, offset: 3, data: 'a+' })).status).toBe(400);
    expect((await send({ upload: id, offset: 3, data: '' }, bulk.admin)).status).toBe(404);
    expect((await send({ offset: 0, data: '' }, bulk.viewer)).status).toBe(403);
    expect((await applyAs(id, 1)).status).toBe(409);
  });

  it('keep the last three files of a person', async () => {
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      ids.push(await uploadText(JSON.stringify({ key: toBase64Url(utf8Bytes(name)), value: '' })));
    }
    const [first = '', second = ''] = ids;
    const gone = { params: { ...params, upload: first }, headers: bulk.operator.headers, body: {} };
    expect((await callRoute(planning.POST, gone)).status).toBe(404);
    expect((await planOf(second)).counts.added).toBe(1);
  });
});

describe('uploads', () => {
  it('of a process that is gone are removed', async () => {
    const own = await uploadText('{}\n');
    const directory = path.join(configuration().dataDirectory, 'imports');
    const left = `${'0'.repeat(32)}.jsonl`;
    await writeFile(path.join(directory, left), 'c4n4ry');
    await removeLeftUploads();
    const names = await readdir(directory);
    expect([names.includes(`${own}.jsonl`), names.includes(left)]).toEqual([true, false]);
  });
});

describe('masked values', () => {
  const canary = 'c4n4ry-of-an-export';
  const forms = [
    canary,
    Buffer.from(canary).toString('base64').replace(/=+$/, ''),
    Buffer.from(canary).toString('hex'),
    encodeURIComponent(Buffer.from(canary).toString('base64')),
  ];
  const hidden = utf8Bytes(`kind: Secret\nstringData:\n  password: ${canary}\n`);

  beforeAll(() =>
    putAll(bulk.connection, [
      { key: utf8Bytes('/registry/secrets/shop/a'), value: secretValue('a', canary) },
      { key: utf8Bytes('/registry/pods/shop/a'), value: utf8Bytes('plain') },
      { key: utf8Bytes('hidden/secret'), value: hidden },
    ]),
  );

  it.each(['jsonl', 'yaml'])('are left out of %s, for everybody, and counted', async (format) => {
    const selection = {
      keys: [toBase64Url(utf8Bytes('hidden/secret'))],
      folders: folder('/registry/').folders,
    };
    for (const person of [bulk.operator, bulk.admin]) {
      const text = await (await bulk.postExport({ selection, format }, person)).text();
      for (const form of forms) {
        expect(text).not.toContain(form);
      }
      expect(text.trimEnd().split('\n').at(-1)).toMatch(/"?end"?: ?true.*"?masked"?: ?2/);
    }
    const prefix = folder('/registry/').folders[0];
    const query = `?prefix=${prefix}&format=${format}`;
    const whole = await callRoute(exporting.GET, { params, query, headers: bulk.operator.headers });
    const text = await whole.text();
    expect(forms.filter((form) => text.includes(form))).toEqual([]);
    expect(text).toContain(format === 'yaml' ? 'kind: Secret' : '"masked":true');
  });

  it('are exported only by those who may reveal, with a reason that is audited', async () => {
    const body = { selection: folder('/registry/secrets/'), reveal: true, reason: 'ticket 4711' };
    expect((await bulk.postExport(body)).status).toBe(403);
    expect((await bulk.postExport({ ...body, reason: undefined }, bulk.admin)).status).toBe(400);
    const [, record] = recordsIn(await (await bulk.postExport(body, bulk.admin)).text());
    expect(record?.value).toBe(Buffer.from(secretValue('a', canary)).toString('base64url'));
    const audited = (await auditRowsAfter(bulk.server.store, 0, 5_000)).at(-1);
    expect(audited).toMatchObject({
      action: 'key:export',
      reason: 'ticket 4711',
      resource: '/registry/secrets/ (with masked values)',
    });
    expect(JSON.stringify(await auditRowsAfter(bulk.server.store, 0, 5_000))).not.toContain(canary);
  });

  it('cannot be guessed by importing them', async () => {
    for (const guess of [hidden, utf8Bytes('kind: Secret\nother: guess\n'), utf8Bytes('x')]) {
      const line = { key: toBase64Url(utf8Bytes('hidden/secret')), value: toBase64Url(guess) };
      const id = await uploadText(JSON.stringify(line));
      expect((await planOf(id)).counts).toMatchObject({ refused: 1, unchanged: 0, changed: 0 });
      expect((await rowsOf(id)).rows).toMatchObject([{ status: 'refused', reason: 'forbidden' }]);
      const request = {
        params: { ...params, upload: id, line: '1' },
        headers: bulk.operator.headers,
      };
      expect((await problemIn(await callRoute(diff.GET, request))).code).toBe('not_found');
    }
  });

  it('are skipped by an import, as Kubernetes objects are refused', async () => {
    const text = await exportOf('/registry/');
    const id = await uploadText(text);
    expect((await planOf(id)).counts).toMatchObject({ masked: 1, refused: 1, added: 0 });
    const move = { from: '', to: toBase64Url(utf8Bytes('copy')) };
    const copied = await planOf(id, move);
    expect(copied.counts).toMatchObject({ masked: 1, added: 1 });
  });
});
