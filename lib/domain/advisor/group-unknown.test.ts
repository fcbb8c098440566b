import { describe, expect, it } from 'vitest';
import { groupUnknown } from './group-unknown';

describe('groupUnknown', () => {
  it('tells a reason once for all checks that have it of the same members', () => {
    expect(
      groupUnknown([
        { id: 'disk', reason: 'no-samples', members: ['m2', 'm3'] },
        { id: 'large-values', reason: 'no-scan', members: [] },
        { id: 'cpu', reason: 'no-samples', members: ['m3', 'm2'] },
        { id: 'network', reason: 'no-samples', members: ['m2'] },
      ]),
    ).toEqual([
      { reason: 'no-samples', members: ['m2', 'm3'], ids: ['disk', 'cpu'] },
      { reason: 'no-scan', members: [], ids: ['large-values'] },
      { reason: 'no-samples', members: ['m2'], ids: ['network'] },
    ]);
  });
});
