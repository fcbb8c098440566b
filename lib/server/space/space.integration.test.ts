import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as encryption from '@/app/api/v1/clusters/[cluster]/space/encryption/route';
import * as estimate from '@/app/api/v1/clusters/[cluster]/space/estimate/route';
import * as space from '@/app/api/v1/clusters/[cluster]/space/route';
import * as scan from '@/app/api/v1/clusters/[cluster]/space/scans/[scan]/route';
import * as scans from '@/app/api/v1/clusters/[cluster]/space/scans/route';
import * as cancel from '@/app/api/v1/operations/[operation]/cancel/route';
import { operationSchema } from '@/lib/domain/api/operations';
import {
  type ComparedReport,
  comparedReportSchema,
  encryptionCoverageSchema,
  latestReportSchema,
  type StartScan,
  scanEstimateSchema,
  scanListSchema,
} from '@/lib/domain/api/space';
import { concatBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { startService, type TestService } from '@/scripts/testing/start-service';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { KeySource } from '../etcd/key-source';
import type { RouteHandler } from '../http/route-declaration';
import { callRoute, forgetRates, loggedIn, problemIn } from '../http/testing';
import { runningOperations } from '../operations/running-operations';
import { measureSpace } from './measure-space';

type Person = { headers: Record<string, string> };

let service: TestService;
let connection: ClusterConnection;
let viewer: Person;
let operator: Person;

const params = { cluster: 'test' };
const canary = 'c4n4ry-of-a-value';

const put = async (entries: readonly { key: string | Uint8Array; value: Uint8Array }[]) => {
  for (let offset = 0; offset < entries.length; offset += 100) {
    await connection.putAll(
      entries.slice(offset, offset + 100).map(({ key, value }) => ({
        key: typeof key === 'string' ? utf8Bytes(key) : key,
        value,
      })),
    );
  }
};

const many = (folder: string, count: number, bytes: number) =>
  Array.from({ length: count }, (_, index) => ({
    key: `${folder}${String(index).padStart(5, '0')}`,
    value: new Uint8Array(bytes),
  }));

beforeAll(async () => {
  service = await startService();
  connection = service.connection;
  viewer = await loggedIn('viewer', 'viewer');
  operator = await loggedIn('operator', 'operator');
  await put([
    ...many('/registry/pods/shop/', 700, 300),
    ...many('/registry/pods/other/', 90, 500),
    ...many('/registry/events/shop/', 400, 900),
    { key: '/registry/configmaps/shop/a', value: utf8Bytes(canary) },
    { key: Uint8Array.of(0, 0xff, 0x2f, 0xc3, 0x28), value: new Uint8Array(77) },
  ]);
});

beforeEach(forgetRates);

afterAll(() => service?.stop());

const get = async (route: RouteHandler, query = '', more = {}, person = viewer) => {
  const request = { params: { ...params, ...more }, query, headers: person.headers };
  const response = await callRoute(route, request);
  return { status: response.status, text: await response.text() };
};

const latest = async (prefix = ''): Promise<ComparedReport | null> =>
  latestReportSchema.parse(JSON.parse((await get(space.GET, `?prefix=${bytesOf(prefix)}`)).text))
    .report;

const bytesOf = (text: string): string => toBase64Url(utf8Bytes(text));

/** Starts a scan and waits for its end. */
const measure = async (body: Partial<StartScan> = {}): Promise<ComparedReport> => {
  const request = { params, headers: operator.headers, body: { pace: 'fast', ...body } };
  const response = await callRoute(scans.POST, request);
  expect(response.status).toBe(202);
  const { id } = operationSchema.parse(await response.json());
  await runningOperations().byId.get(id)?.ended;
  const { text } = await get(scan.GET, '', { scan: id });
  return comparedReportSchema.parse(JSON.parse(text));
};

/** Keys and bytes below a prefix, by etcd's own client. */
const sumByEtcdctl = async (prefix: string) => {
  const all = ['get', prefix, '--prefix', '-w', 'json'];
  const { kvs = [] }: { kvs?: { key: string; value?: string }[] } = JSON.parse(
    await service.cluster.etcdctl(...all),
  );
  const bytes = kvs.reduce(
    (total, { key, value = '' }) =>
      total + Buffer.from(key, 'base64').length + Buffer.from(value, 'base64').length,
    0,
  );
  return { keys: kvs.length, bytes };
};

describe('a space scan of a real store', () => {
  it('gives the sums that etcdctl gives, for the store and for every folder', async () => {
    expect(await latest()).toBeNull();
    const report = await measure();
    expect(report).toMatchObject({
      ...(await sumByEtcdctl('')),
      completeness: 'complete',
      answeredBy: 'm1',
      startedBy: 'operator',
      comparedWith: null,
    });
    for (const { name, keys, bytes } of report.folders.filter(({ name }) =>
      name.text.startsWith('/registry/'),
    )) {
      expect({ keys, bytes }).toEqual(await sumByEtcdctl(name.text));
    }
    const kinds = report.kinds.map(({ resource, keys }) => [resource, keys]);
    expect(kinds).toEqual([
      ['events', 400],
      ['pods', 790],
      ['configmaps', 1],
    ]);
    expect(report.namespaces.map(({ name, keys }) => [name, keys])).toEqual([
      ['shop', 1101],
      ['other', 90],
    ]);
    expect(report.unrecognised).toEqual({ keys: 1, bytes: 82 });
    expect(JSON.stringify(report)).not.toContain(canary);
  });

  it('tells the growth since the one before', async () => {
    await put(many('/registry/pods/new/', 10, 1_000));
    await connection.deleteKey(utf8Bytes('/registry/events/shop/00000'));
    const report = await measure();
    const folder = (text: string) => report.folders.find(({ name }) => name.text === text);
    expect(folder('/registry/pods/new/')?.growth).toEqual({ keys: 10, bytes: 10_240 });
    expect(folder('/registry/events/')?.growth).toEqual({ keys: -1, bytes: -927 });
    expect(folder('')?.growth?.keys).toBe(9);
    expect(report.comparedWith?.keys).toBe(report.keys - 9);
    expect(report.kinds.find(({ resource }) => resource === 'pods')?.growth?.keys).toBe(10);
  });

  it('covers the folders in it, of which one can be read alone', async () => {
    const whole = await latest();
    const inFolder = await latest('/registry/pods/shop/');
    expect(inFolder?.id).toBe(whole?.id);
    const query = `?folder=${bytesOf('/registry/pods/')}`;
    const { text } = await get(scan.GET, query, { scan: whole?.id });
    const { folders } = comparedReportSchema.parse(JSON.parse(text));
    expect(folders.map(({ label, parent }) => [label, parent])).toEqual([
      ['pods', null],
      ['shop', 0],
      ['other', 0],
      ['new', 0],
    ]);
    const elsewhere = `?folder=${bytesOf('/nowhere/')}`;
    expect((await get(scan.GET, elsewhere, { scan: whole?.id })).status).toBe(404);
    const own = await measure({ prefix: bytesOf('/registry/pods/') });
    expect(own).toMatchObject(await sumByEtcdctl('/registry/pods/'));
    expect((await latest('/registry/pods/shop/'))?.id).toBe(own.id);
    expect((await latest('/registry/events/'))?.id).toBe(whole?.id);
  });

  it('is estimated before', async () => {
    const { text } = await get(estimate.GET, `?prefix=${bytesOf('/registry/pods/')}`, {}, operator);
    const found = scanEstimateSchema.parse(JSON.parse(text));
    const { keys, bytes } = await sumByEtcdctl('/registry/pods/');
    expect([found.keys, found.bytes]).toEqual([keys, bytes]);
    expect(found.seconds.gentle).toBeGreaterThan(found.seconds.fast);
  });

  it('is started by operators only, and read by everybody', async () => {
    const request = { params, headers: viewer.headers, body: {} };
    const refused = await callRoute(scans.POST, request);
    expect((await problemIn(refused)).code).toBe('forbidden');
    expect((await get(estimate.GET)).status).toBe(403);
    const list = scanListSchema.parse(JSON.parse((await get(scans.GET)).text));
    expect(list.scans.map(({ prefix }) => prefix.text)).toEqual(['/registry/pods/', '', '']);
  });

  it('leaves what it had read where it is cancelled, and says that it is partial', async () => {
    const before = await latest();
    const body = { pace: 'gentle' };
    const started = await callRoute(scans.POST, { params, headers: operator.headers, body });
    const { id } = operationSchema.parse(await started.json());
    const running = runningOperations().byId.get(id);
    await expect.poll(() => Number(running?.current.done), { interval: 5 }).toBeGreaterThan(0);
    const request = { params: { operation: id }, headers: operator.headers };
    expect((await (await callRoute(cancel.POST, request)).json()).state).toBe('cancelled');
    const partial = comparedReportSchema.parse(
      JSON.parse((await get(scan.GET, '', { scan: id })).text),
    );
    expect(partial).toMatchObject({ completeness: 'cancelled', comparedWith: null });
    expect(partial.keys).toBeLessThan(partial.expectedKeys);
    expect(partial.expectedKeys).toBe(before?.keys);
    expect((await latest())?.id).toBe(id);
    expect((await latest('/registry/events/'))?.id).toBe(before?.id);
  });
});

describe('a scan whose revision is compacted away', () => {
  it('goes on at a newer one and says so', async () => {
    await put(many('/compacted/', 1_500, 10));
    let isCompacted = false;
    const source: KeySource = {
      ...connection.keys,
      rangeAll: async (requests, signal) => {
        const results = await connection.keys.rangeAll(requests, signal);
        const hasValues = results.some(({ keys }) => keys.some(({ value }) => value.length > 0));
        if (hasValues && !isCompacted) {
          isCompacted = true;
          await connection.putAll([{ key: utf8Bytes('moved'), value: utf8Bytes('on') }]);
          await service.cluster.etcdctl('compact', await connection.keys.revision());
        }
        return results;
      },
    };
    const request = {
      id: 'none',
      cluster: 'test',
      prefix: utf8Bytes('/compacted/'),
      delimiter: '/',
      kubernetesPrefix: '/registry/',
      pace: 'fast' as const,
      startedBy: 'tester',
      onProgress: () => undefined,
    };
    const { report, failure } = await measureSpace(source, request, AbortSignal.timeout(60_000));
    expect(failure).toBeUndefined();
    expect(report).toMatchObject({ completeness: 'restarted', keys: 1_500 });
    expect(report.revision).not.toBe(report.firstRevision);
  });
});

describe('the encryption of Secrets', () => {
  const coverage = async () =>
    encryptionCoverageSchema.parse(JSON.parse((await get(encryption.GET)).text));

  it('is not known before a scan saw them, then told by key', async () => {
    const secret = (name: string, header: string) => ({
      key: `/registry/secrets/shop/${name}`,
      value: concatBytes(utf8Bytes(header), utf8Bytes(canary)),
    });
    await put([
      secret('a', 'k8s:enc:aescbc:v1:key1:'),
      secret('b', 'k8s:enc:secretbox:v1:key2:'),
      secret('c', 'k8s:enc:aescbc:v1:key1:'),
    ]);
    await put([secret('d', 'plain')]);
    await put([secret('b', 'k8s:enc:secretbox:v1:key2:')]);
    const { secretsPrefix } = await coverage();
    expect(secretsPrefix.text).toBe('/registry/secrets/');
    const { id } = await measure({ prefix: secretsPrefix.bytes });
    const found = await coverage();
    expect(found.scan?.id).toBe(id);
    expect(found.encryption).toMatchObject({
      encrypted: 3,
      plaintext: 1,
      keys: [
        { provider: 'secretbox', keyName: 'key2', keyId: null, keys: 1 },
        { provider: 'aescbc', keyName: 'key1', keyId: null, keys: 2 },
      ],
    });
    expect(JSON.stringify(found)).not.toContain(canary);
  });
});

describe('results', () => {
  it('are kept of the last ten scans of a prefix', async () => {
    const prefix = bytesOf('/registry/configmaps/');
    const ids: string[] = [];
    for (let count = 0; count < 11; count += 1) {
      ids.push((await measure({ prefix })).id);
    }
    const { scans: kept } = scanListSchema.parse(JSON.parse((await get(scans.GET)).text));
    const ofPrefix = kept.filter((summary) => summary.prefix.bytes === prefix);
    expect(ofPrefix.map(({ id }) => id)).toEqual(ids.slice(1).toReversed());
  });
});
