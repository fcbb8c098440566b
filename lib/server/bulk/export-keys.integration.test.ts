import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as exporting from '@/app/api/v1/clusters/[cluster]/export/route';
import { utf8Bytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { startService, type TestService } from '@/scripts/testing/start-service';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { callRoute, forgetRates, loggedIn, problemIn } from '../http/testing';
import { exportKeys } from './export-keys';
import { rangesOf } from './selected-keys';
import { contextOf, folder, putAll, recordsIn } from './testing';

type Person = { headers: Record<string, string> };

let service: TestService;
let connection: ClusterConnection;
let operator: Person;
let viewer: Person;
const params = { cluster: 'test' };

beforeAll(async () => {
  service = await startService();
  connection = service.connection;
  operator = await loggedIn('operator', 'operator');
  viewer = await loggedIn('viewer', 'viewer');
});

beforeEach(forgetRates);

afterAll(() => service?.stop());

const postExport = (body: unknown, person = operator): Promise<Response> =>
  callRoute(exporting.POST, { params, headers: person.headers, body });

describe('an export', () => {
  const request = {
    ranges: rangesOf(folder('large/')),
    format: 'jsonl',
    reveal: false,
  } as const;

  beforeAll(async () => {
    const value = new Uint8Array(20_000).fill(65);
    const keys = Array.from({ length: 1_200 }, (_, index) => utf8Bytes(`large/${index + 1_000}`));
    await putAll(
      connection,
      keys.map((key) => ({ key, value })),
    );
  });

  /** The connection, with something happening before each heavy read. */
  const watched = (before: (reads: number) => void): ClusterConnection => {
    let reads = 0;
    const { heavyKeys } = connection;
    const count = (): void => {
      reads += 1;
      before(reads);
    };
    return {
      ...connection,
      heavyKeys: {
        ...heavyKeys,
        range: async (...given) => {
          count();
          return heavyKeys.range(...given);
        },
        rangeAll: async (...given) => {
          count();
          return heavyKeys.rangeAll(...given);
        },
      },
    };
  };

  it('says at its end that it is partial, and why', async () => {
    const broken = watched((reads) => {
      if (reads > 6) {
        throw new AppError('revision_compacted', { detail: 'gone' });
      }
    });
    const text = await (await exportKeys(contextOf('operator'), broken, request)).text();
    const records = recordsIn(text);
    expect(records.at(-1)).toMatchObject({ end: false, partial: 'revision_compacted' });
    expect(records.at(-1)?.keys).toBe(records.length - 2);
    expect(records.length).toBeLessThan(1_200);
  });

  it('reads no more once nobody takes it, and no further ahead than it must', async () => {
    let reads = 0;
    const source = watched((count) => {
      reads = count;
    });
    const response = await exportKeys(contextOf('operator'), source, request);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.read();
    await reader?.cancel();
    const then = reads;
    const all = await (await exportKeys(contextOf('operator'), source, request)).text();
    expect(recordsIn(all)).toHaveLength(1_202);
    expect(then).toBeLessThan(reads - then);
  });

  it('is read at the revision asked for, and refused where that is gone', async () => {
    const { revision } = await connection.putAll([
      { key: utf8Bytes('past/a'), value: utf8Bytes('1') },
    ]);
    await connection.deleteKey(utf8Bytes('past/a'));
    const body = { selection: folder('past/'), revision };
    const past = recordsIn(await (await postExport(body)).text());
    expect(past.map(({ readable }) => readable)).toEqual([undefined, 'past/a', undefined]);
    await service.cluster.etcdctl('compact', await connection.keys.revision());
    const refused = await postExport(body);
    expect((await problemIn(refused)).code).toBe('revision_compacted');
    expect((await postExport(body, viewer)).status).toBe(403);
  });
});
