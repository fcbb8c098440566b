import { expect, test } from 'vitest';
import { eventsQuerySchema } from './event-topics';

test.each([
  ['operations', ['operations']],
  ['overview:a,metrics:a,overview:a', ['overview:a', 'metrics:a']],
])('%s', (topics, expected) => {
  expect(eventsQuerySchema.parse({ topics })).toEqual({ topics: expected });
});

test.each(['', 'overview', 'overview:', 'overview:A', 'keys:a', 'operations,', 'a\nb'])(
  'refuses %j',
  (topics) => {
    expect(eventsQuerySchema.safeParse({ topics }).success).toBe(false);
  },
);
