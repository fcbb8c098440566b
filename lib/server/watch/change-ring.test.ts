import { describe, expect, it } from 'vitest';
import type { Change } from '@/lib/domain/api/changes';
import { ChangeRing, type RingQuery } from './change-ring';

const change = (text: string, more: Partial<Change> = {}): Omit<Change, 'sequence'> => ({
  type: 'change',
  time: '2026-01-01T00:00:00.000Z',
  change: 'put',
  key: { bytes: 'YQ', text },
  revision: '1',
  version: '1',
  lease: null,
  size: 1,
  kind: null,
  masked: false,
  ...more,
});

const ringOf = (count: number): ChangeRing => {
  const ring = new ChangeRing();
  for (let index = 1; index <= count; index += 1) {
    ring.push(change(`/Key/${index}`, index % 2 === 0 ? { change: 'delete' } : { kind: 'Pod' }));
  }
  return ring;
};

const read = (ring: ChangeRing, query: Partial<RingQuery>) => {
  const { entries, ...rest } = ring.read({ after: 0, limit: 100, ...query });
  return { numbers: entries.map(({ sequence }) => sequence), ...rest };
};

describe('ChangeRing', () => {
  it.each<[string, Partial<RingQuery>, number[], number]>([
    ['all', {}, [1, 2, 3, 4, 5, 6], 0],
    ['what came after', { after: 4 }, [5, 6], 0],
    ['nothing new', { after: 6 }, [], 0],
    ['the newest, and how many more', { after: 1, limit: 2 }, [5, 6], 3],
    ['a kind of change', { change: 'delete' }, [2, 4, 6], 0],
    ['a Kubernetes kind', { filter: 'pod' }, [1, 3, 5], 0],
    ['a text in any case', { filter: 'key/5' }, [5], 0],
  ])('reads %s', (_, query, numbers, skipped) => {
    expect(read(ringOf(6), query)).toEqual({ numbers, skipped, forgotten: false });
  });

  it('tells gaps whatever is asked for', () => {
    const ring = ringOf(1);
    ring.push({ type: 'gap', time: '2026-01-01T00:00:00.000Z', reason: 'compacted' });
    expect(read(ring, { filter: 'nothing' }).numbers).toEqual([2]);
  });

  it('forgets the oldest and says so', () => {
    const ring = ringOf(12_000);
    expect(ring.last).toBe(12_000);
    const { numbers, skipped, forgotten } = read(ring, { after: 10, limit: 2 });
    expect([numbers, forgotten]).toEqual([[11_999, 12_000], true]);
    expect(skipped).toBeGreaterThanOrEqual(4_998);
    expect(skipped).toBeLessThan(5_600);
  });

  it('keeps less of keys that are long', () => {
    const ring = new ChangeRing();
    for (let index = 0; index < 100; index += 1) {
      ring.push(change('x'.repeat(1_000_000)));
    }
    expect(ring.read({ after: 0, limit: 1_000 }).entries.length).toBeLessThan(9);
  });
});
