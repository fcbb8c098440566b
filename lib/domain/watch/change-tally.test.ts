import { describe, expect, it } from 'vitest';
import { readableBytes, utf8Bytes } from '../bytes';
import { bucketAt, bucketMilliseconds, keptBuckets } from './bucket-counts';
import { ChangeTally } from './change-tally';

const put = { puts: 1, deletes: 0, bytes: 10 };
const remove = { puts: 0, deletes: 1, bytes: 0 };
const start = 1_000 * bucketMilliseconds;

const tallyOf = (prefix: string, most?: number) =>
  new ChangeTally({ prefix: utf8Bytes(prefix), delimiter: utf8Bytes('/') }, most);

const read = (tally: ChangeTally, within: string, first = bucketAt(start)) => {
  const found = tally.read(utf8Bytes(within), first);
  return (
    found && {
      total: found.total,
      rows: found.rows.map(
        ({ kind, name, ...counts }) =>
          `${kind} ${readableBytes(name)} ${Object.values(counts).join(' ')}`,
      ),
    }
  );
};

describe('ChangeTally', () => {
  it('counts for every level below the prefix', () => {
    const tally = tallyOf('/a/');
    tally.add(utf8Bytes('/a/b/x'), put, start);
    tally.add(utf8Bytes('/a/b/x'), remove, start);
    tally.add(utf8Bytes('/a/b/y'), put, start);
    tally.add(utf8Bytes('/a/b'), put, start);
    expect(read(tally, '/a/')).toEqual({
      total: { puts: 3, deletes: 1, bytes: 30 },
      rows: ['folder /a/b/ 2 1 20', 'key /a/b 1 0 10'],
    });
    expect(read(tally, '/a/b/')?.rows).toEqual(['key /a/b/x 1 1 10', 'key /a/b/y 1 0 10']);
    expect(read(tally, '/a/c/')).toBeUndefined();
    expect(read(tally, '/a/b')).toBeUndefined();
  });

  it('tells what happened since a bucket, and forgets what is older than 15 minutes', () => {
    const tally = tallyOf('');
    const later = start + keptBuckets * bucketMilliseconds;
    tally.add(utf8Bytes('a'), put, start);
    tally.add(utf8Bytes('a'), put, start + bucketMilliseconds);
    tally.add(utf8Bytes('a'), put, later);
    expect(read(tally, '', bucketAt(start))?.total.puts).toBe(2);
    expect(read(tally, '', bucketAt(later))?.rows).toEqual(['key a 1 0 10']);
  });

  it('keeps the busiest where there are too many, and the totals exact', () => {
    const tally = tallyOf('', 100);
    for (let index = 0; index < 1_000; index += 1) {
      tally.add(utf8Bytes(`rare/${index}`), put, start);
      tally.add(utf8Bytes('busy/key'), put, start);
    }
    expect(read(tally, '')).toEqual({
      total: { puts: 2_000, deletes: 0, bytes: 20_000 },
      rows: ['folder rare/ 1000 0 10000', 'folder busy/ 1000 0 10000'],
    });
    expect(read(tally, 'busy/')?.rows).toEqual(['key busy/key 1000 0 10000']);
    expect(read(tally, 'rare/')?.rows.length).toBeLessThan(100);
    expect(read(tally, 'rare/')?.total.puts).toBe(1_000);
  });
});
