import { afterEach, expect, test, vi } from 'vitest';
import { stopGracefully } from './stop-gracefully';

afterEach(() => {
  vi.useRealTimers();
});

const recorded = (drained: Promise<void>) => {
  const order: string[] = [];
  const note = (step: string) => async () => {
    order.push(step);
  };
  const state = { shuttingDown: false, stops: [note('first started'), note('last started')] };
  const parts = {
    state,
    hub: {
      close: () => {
        order.push(`streams end, shutting down: ${state.shuttingDown}`);
      },
    },
    front: { drained: () => drained, close: note('front') },
    application: { close: note('application') },
  };
  return { order, parts };
};

test('streams end first, then requests, background work, sockets', async () => {
  const { order, parts } = recorded(Promise.resolve());
  await stopGracefully(parts);
  expect(order).toEqual([
    'streams end, shutting down: true',
    'last started',
    'first started',
    'front',
    'application',
  ]);
});

test('a request that never ends does not keep the process', async () => {
  vi.useFakeTimers();
  const { order, parts } = recorded(new Promise(() => undefined));
  const stopped = stopGracefully(parts);
  await vi.advanceTimersByTimeAsync(29_000);
  await stopped;
  expect(order.at(-1)).toBe('application');
});

test('background work that fails to stop does not keep the rest', async () => {
  const { order, parts } = recorded(Promise.resolve());
  parts.state.stops.push(() => Promise.reject(new Error('stuck')));
  await stopGracefully(parts);
  expect(order.at(-1)).toBe('application');
  expect(order).toContain('first started');
});
