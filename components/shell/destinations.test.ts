import { describe, expect, it } from 'vitest';
import { matchDestinations } from './destinations';

const destinations = [
  { href: '/clusters/prod', label: 'Overview', note: 'prod-east' },
  { href: '/clusters/prod/keys', label: 'Keys', note: 'prod-east' },
  { href: '/clusters/stage/keys', label: 'Keys', note: 'stage' },
  { href: '/settings', label: 'Settings', note: '' },
];

describe('matchDestinations', () => {
  it.each([
    ['', 4],
    ['keys', 2],
    ['PROD keys', 1],
    ['keys prod', 1],
    ['nothing', 0],
  ])('%s matches %i', (query, count) => {
    expect(matchDestinations(destinations, query)).toHaveLength(count);
  });

  it('puts labels that begin with the query first', () => {
    expect(matchDestinations(destinations, 's')[0]?.href).toBe('/settings');
  });
});
