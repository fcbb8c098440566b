import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EventHub } from './hub';
import { openEventStream } from './open-event-stream';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const open = (topics = ['operations', 'metrics:a']) => {
  const hub = new EventHub();
  const client = new AbortController();
  let ends = 0;
  const response = openEventStream({
    hub,
    topics,
    signal: client.signal,
    onEnd: () => {
      ends += 1;
    },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const read = async (): Promise<string | undefined> => (await reader?.read())?.value;
  return { hub, client, response, read, reader, endCount: () => ends };
};

test('events are named by their topic and say that nothing may change them', async () => {
  const { hub, response, read } = open();
  expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  expect(await read()).toBe(': open\n\n');
  hub.publish('metrics:a', { type: 'metrics', cluster: 'a', time: 't' });
  expect(await read()).toBe(
    'event: metrics:a\ndata: {"type":"metrics","cluster":"a","time":"t"}\n\n',
  );
});

test('a heartbeat every 15 s, and the end after five minutes', async () => {
  const { read, endCount } = open();
  await read();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await read()).toBe(': still here\n\n');
  await vi.advanceTimersByTimeAsync(285_000);
  while ((await read()) !== undefined) {
    // The heartbeats that nobody read yet.
  }
  expect(endCount()).toBe(1);
});

test.each([
  ['the hub closes', ({ hub }: ReturnType<typeof open>) => hub.close()],
  ['the client leaves', ({ client }: ReturnType<typeof open>) => client.abort()],
])('ends once when %s', async (_name, end) => {
  const stream = open();
  await stream.read();
  end(stream);
  expect(await stream.read()).toBeUndefined();
  expect(stream.endCount()).toBe(1);
  stream.hub.publish('operations', { type: 'resync' });
  expect(vi.getTimerCount()).toBe(0);
});

test('a client that reads nothing for long gets one resync', async () => {
  const { hub, read } = open();
  for (let index = 0; index < 3_000; index += 1) {
    hub.publish('metrics:a', { type: 'metrics', cluster: 'a', time: String(index) });
  }
  let text = '';
  while (!text.includes('"2999"')) {
    text += await read();
  }
  expect(text.split('event: resync')).toHaveLength(2);
  expect(text).not.toContain('"1500"');
});
