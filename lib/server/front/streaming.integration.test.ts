import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { createGunzip } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { startTestFront, type TestFront } from './start-test-front';

const base = '/__etcdscope_base__';
let front: TestFront;

afterEach(() => front.close());

/** A front whose application hands the open answer to the test. */
const startHeldOpen = async (
  headers: Record<string, string>,
): Promise<{ answer: Promise<ServerResponse> }> => {
  let hold: (response: ServerResponse) => void = () => undefined;
  const answer = new Promise<ServerResponse>((resolve) => {
    hold = resolve;
  });
  const application: RequestListener = (_request, response) => {
    response.writeHead(200, headers);
    response.flushHeaders();
    hold(response);
  };
  front = await startTestFront(application, { basePath: '/p' });
  return { answer };
};

test('a placeholder is found wherever a chunk ends inside it', async () => {
  const text = `a${base}/x${base}${base.slice(0, 8)}z`;
  const expected = `a/p/x/p${base.slice(0, 8)}z`;
  for (let cut = 1; cut < text.length; cut += 1) {
    const { answer } = await startHeldOpen({ 'content-type': 'text/html' });
    const got = await front.open('/');
    const upstream = await answer;
    upstream.write(text.slice(0, cut));
    upstream.end(text.slice(cut));
    const parts = await got.toArray();
    expect(Buffer.concat(parts).toString()).toBe(expected);
    if (cut < text.length - 1) {
      await front.close();
    }
  }
});

test('a page streamed in parts arrives in parts, compressed or not', async () => {
  for (const encoding of ['identity', 'gzip']) {
    const { answer } = await startHeldOpen({ 'content-type': 'text/html' });
    const got = await front.open('/', { headers: { 'accept-encoding': encoding } });
    const upstream = await answer;
    const text = encoding === 'gzip' ? got.pipe(createGunzip()) : got;
    upstream.write('first');
    expect((await once(text, 'data')).toString()).toBe('first');
    upstream.end('second');
    expect((await once(text, 'data')).toString()).toBe('second');
    if (encoding === 'identity') {
      await front.close();
    }
  }
});

test.each([
  ['an event stream', { 'content-type': 'text/event-stream', 'cache-control': 'no-transform' }],
  ['an event stream that says nothing', { 'content-type': 'text/event-stream' }],
  [
    'a stream of lines',
    { 'content-type': 'application/x-ndjson', 'cache-control': 'no-transform' },
  ],
  ['a download', { 'content-type': 'application/octet-stream' }],
])('%s passes untouched and at once', async (_name, headers: Record<string, string>) => {
  const { answer } = await startHeldOpen(headers);
  const got = await front.open('/', { headers: { 'accept-encoding': 'gzip, br' } });
  const upstream = await answer;
  upstream.write(`data: ${base}\n\n`);
  expect((await once(got, 'data')).toString()).toBe(`data: ${base}\n\n`);
  expect(got.headers['content-encoding']).toBeUndefined();
  upstream.end();
});

test('a client that leaves ends the answer of the application', async () => {
  const { answer } = await startHeldOpen({ 'content-type': 'text/event-stream' });
  const got = await front.open('/');
  const upstream = await answer;
  got.destroy();
  await once(upstream, 'close');
  await front.drained();
});

test('an application that breaks off breaks the answer off, too', async () => {
  const { answer } = await startHeldOpen({ 'content-type': 'application/octet-stream' });
  const got = await front.open('/');
  (await answer).destroy();
  await expect(got.toArray()).rejects.toThrow('aborted');
});

test('an application that does not answer is 502', async () => {
  front = await startTestFront((_request, response) => {
    response.destroy();
  });
  const answer = await front.ask('/');
  expect(answer.status).toBe(502);
  expect(JSON.parse(answer.body.toString())).toMatchObject({ code: 'internal' });
});

test('a slow reader holds the application back instead of filling memory', async () => {
  const chunk = Buffer.alloc(1_000_000, 7);
  const total = 100;
  let written = 0;
  front = await startTestFront(async (_request, response) => {
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': chunk.length * total,
    });
    for (let index = 0; index < total; index += 1) {
      written += 1;
      if (!response.write(chunk)) {
        await once(response, 'drain');
      }
    }
    response.end();
  });
  const got = await front.open('/file');
  got.pause();
  await once(got, 'readable');
  // What fits into the sockets' own buffers is a few megabytes on every system.
  expect(written).toBeLessThan(40);
  let bytes = 0;
  for await (const part of got) {
    bytes += part.length;
  }
  expect(bytes).toBe(chunk.length * total);
  expect(got.headers['content-length']).toBe(String(chunk.length * total));
});

test('drained waits for the last answer', async () => {
  const { answer } = await startHeldOpen({ 'content-type': 'text/plain' });
  const got = await front.open('/');
  const upstream = await answer;
  let isDrained = false;
  const drained = front.drained().then(() => {
    isDrained = true;
  });
  upstream.write('some');
  await once(got, 'data');
  expect(isDrained).toBe(false);
  upstream.end();
  got.resume();
  await drained;
});
