import { expect, test } from 'vitest';
import { reconnectDelay } from './reconnect-delay';

test.each([
  [0, 0, 250],
  [0, 1, 500],
  [1, 1, 1_000],
  [4, 0, 4_000],
  [5, 1, 15_000],
  [1_000, 1, 15_000],
])('after %i failures with %i', (failures, random, milliseconds) => {
  expect(reconnectDelay(failures, random)).toBe(milliseconds);
});
