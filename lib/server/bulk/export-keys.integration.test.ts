import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { utf8Bytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { forgetRates, problemIn } from '../http/testing';
import { exportKeys } from './export-keys';
import { rangesOf } from './selected-keys';
import { type BulkService, startBulkService } from './testing/bulk-service';
import { contextOf, folder, putAll, recordsIn } from './testing/people-and-keys';

let bulk: BulkService;

beforeAll(async () => {
  bulk = await startBulkService();
});

beforeEach(forgetRates);

afterAll(() => bulk?.stop());

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
      bulk.connection,
      keys.map((key) => ({ key, value })),
    );
  });

  /** The connection, with something happening before each heavy read. */
  const watched = (before: (reads: number) => void): ClusterConnection => {
    let reads = 0;
    const { heavyKeys } = bulk.connection;
    const count = (): void => {
      reads += 1;
      before(reads);
    };
    return {
      ...bulk.connection,
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
    const { revision } = await bulk.connection.putAll([
      { key: utf8Bytes('past/a'), value: utf8Bytes('1') },
    ]);
    await bulk.connection.deleteKey(utf8Bytes('past/a'));
    const body = { selection: folder('past/'), revision };
    const past = recordsIn(await (await bulk.postExport(body)).text());
    expect(past.map(({ readable }) => readable)).toEqual([undefined, 'past/a', undefined]);
    await bulk.cluster.etcdctl('compact', await bulk.connection.keys.revision());
    const refused = await bulk.postExport(body);
    expect((await problemIn(refused)).code).toBe('revision_compacted');
    expect((await bulk.postExport(body, bulk.viewer)).status).toBe(403);
  });
});
