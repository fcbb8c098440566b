import { expect, test } from 'vitest';
import { eventsQuerySchema } from './event-topics';

test.each([
  ['operations', ['operations']],
  ['overview:a,metrics:a,overview:a', ['overview:a', 'metrics:a']],
  ['keys:a:,keys:b-1:L3JlZ2lzdHJ5-_', ['keys:a:', 'keys:b-1:L3JlZ2lzdHJ5-_']],
])('%s', (topics, expected) => {
  expect(eventsQuerySchema.parse({ topics })).toEqual({ topics: expected });
});

test.each([
  '',
  'overview',
  'overview:',
  'overview:A',
  'keys:a',
  'keys::YQ',
  'keys:a:YQ==',
  `keys:a:${'A'.repeat(1401)}`,
  'operations,',
  'a\nb',
])('refuses %j', (topics) => {
  expect(eventsQuerySchema.safeParse({ topics }).success).toBe(false);
});
