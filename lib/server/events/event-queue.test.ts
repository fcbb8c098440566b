import { expect, test } from 'vitest';
import { EventQueue } from './event-queue';

const resync = 'event: resync\ndata: {"type":"resync"}\n\n';

test('gives what waits in order, once', () => {
  const queue = new EventQueue({ events: 10, bytes: 100 });
  queue.push('a');
  queue.push('b');
  expect(queue.take()).toBe('ab');
  expect(queue.take()).toBe('');
});

test.each([
  ['events', { events: 3, bytes: 1_000 }, 'a'],
  ['bytes', { events: 1_000, bytes: 30 }, 'a'.repeat(10)],
])('too many %s give way to one resync, and later ones follow it', (_name, bounds, frame) => {
  const queue = new EventQueue(bounds);
  for (let index = 0; index < 4; index += 1) {
    queue.push(frame);
  }
  queue.push('later');
  const text = queue.take();
  expect(text.startsWith(resync)).toBe(true);
  expect(text.lastIndexOf('resync')).toBe(resync.lastIndexOf('resync'));
});

test('a frame larger than the bound becomes a resync', () => {
  const queue = new EventQueue({ events: 10, bytes: 50 });
  queue.push('a'.repeat(51));
  expect(queue.take()).toBe(resync);
});
