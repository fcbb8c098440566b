import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StreamEvent } from '@/lib/domain/api/events';
import { EventStreamClient } from './event-stream-client';

/** The browser's part, which Node lacks: a test plays the server. */
class FakeEventSource extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  static all: FakeEventSource[] = [];
  readyState = FakeEventSource.CONNECTING;
  onopen: (() => void) | undefined;
  onerror: (() => void) | undefined;

  constructor(readonly url: string) {
    super();
    FakeEventSource.all.push(this);
  }

  get topics(): string {
    return decodeURIComponent(this.url.split('topics=')[1] ?? '');
  }

  open(): void {
    this.readyState = FakeEventSource.OPEN;
    this.onopen?.();
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }

  send(topic: string, event: StreamEvent): void {
    this.dispatchEvent(new MessageEvent(topic, { data: JSON.stringify(event) }));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeEventSource);
  FakeEventSource.all = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const metrics: StreamEvent = { type: 'metrics', cluster: 'a', time: '2026-01-01T00:00:00Z' };
const keys: StreamEvent = {
  ...{ type: 'keys', cluster: 'a', prefix: '', from: '1', to: '1', children: [] },
};

const listen = (client: EventStreamClient, ...topics: string[]) => {
  const got: string[] = [];
  const stop = client.subscribe(topics, (event, topic) => got.push(`${topic} ${event.type}`));
  vi.advanceTimersByTime(50);
  return { got, stop };
};

const source = (index: number): FakeEventSource => {
  const found = FakeEventSource.all[index];
  if (found === undefined) {
    throw new Error(`There is no stream ${index}.`);
  }
  return found;
};

describe('EventStreamClient', () => {
  it('reads the stream before until a while after the one with other topics is open', () => {
    const client = new EventStreamClient();
    const { got } = listen(client, 'metrics:a');
    source(0).open();
    listen(client, 'operations');
    expect(source(1).topics).toBe('metrics:a,operations');
    source(0).send('metrics:a', metrics);
    source(1).open();
    source(0).send('metrics:a', metrics);
    expect(got).toEqual(['metrics:a metrics', 'metrics:a metrics']);
    expect(client.connected).toBe(true);
    vi.advanceTimersByTime(1_000);
    expect(source(0).readyState).toBe(FakeEventSource.CLOSED);
    expect(source(1).readyState).toBe(FakeEventSource.OPEN);
  });

  it('has two streams at most', () => {
    const client = new EventStreamClient();
    listen(client, 'metrics:a');
    source(0).open();
    listen(client, 'metrics:b');
    listen(client, 'metrics:c');
    const open = FakeEventSource.all.map(({ readyState }) => readyState);
    expect(open).toEqual([FakeEventSource.OPEN, FakeEventSource.CLOSED, 0]);
  });

  it.each([0, 1])('asks to read anew where stream %i of two breaks', (index) => {
    const client = new EventStreamClient();
    const { got } = listen(client, 'metrics:a');
    source(0).open();
    listen(client, 'operations');
    source(index).onerror?.();
    vi.advanceTimersByTime(60_000);
    FakeEventSource.all.at(-1)?.open();
    expect(got).toEqual(['metrics:a resync']);
  });

  it('repeats the last event of keys for a newcomer', () => {
    const client = new EventStreamClient();
    const topic = 'keys:a:';
    listen(client, topic);
    source(0).open();
    source(0).send(topic, keys);
    expect(listen(client, topic).got).toEqual([`${topic} keys`]);
  });

  it('ends with the last who listens', () => {
    const client = new EventStreamClient();
    const { stop } = listen(client, 'operations');
    source(0).open();
    stop();
    vi.advanceTimersByTime(60_000);
    expect(source(0).readyState).toBe(FakeEventSource.CLOSED);
    expect(client.connected).toBe(false);
    expect(FakeEventSource.all).toHaveLength(1);
  });
});
