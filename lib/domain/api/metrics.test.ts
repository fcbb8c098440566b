import { expect, it } from 'vitest';
import { heatmapQuerySchema } from './metrics';

it.each(['8e9e05c52164694d', '10.0.0.9:2379'])('a heat map is asked for of member %s', (member) => {
  const query = {
    panel: 'wal-fsync',
    member,
    from: '2026-01-02T03:00:00Z',
    to: '2026-01-02T04:00:00Z',
  };
  expect(heatmapQuerySchema.parse(query).member).toBe(member);
});
