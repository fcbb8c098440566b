import { expect, test } from 'vitest';
import { takeStreamPlace } from './stream-quota';

test('a user has twenty streams, and a freed place is free again', () => {
  const places = Array.from({ length: 20 }, () => takeStreamPlace('ann'));
  expect(() => takeStreamPlace('ann')).toThrow('rate_limited');
  takeStreamPlace('bob')();
  places[0]?.();
  places.push(takeStreamPlace('ann'));
  expect(() => takeStreamPlace('ann')).toThrow('rate_limited');
});
