import 'server-only';
import type { StreamEvent } from '@/lib/domain/api/events';
import { metrics } from '../telemetry/metrics';
import { EventQueue } from './event-queue';
import type { EventHub } from './hub';

const heartbeatMilliseconds = 15_000;

/** KubeSphere's API server keeps whole answers in memory when auditing, so no stream lives long. */
const lifetimeMilliseconds = 300_000;

const queueBounds = { events: 1_000, bytes: 1_000_000 };

/** What an event stream is opened with. */
export type EventStreamOptions = {
  hub: EventHub;
  topics: readonly string[];
  /** Events to begin with, by topic. */
  first?: readonly [topic: string, event: StreamEvent][];
  /** Aborted when the client is gone. */
  signal: AbortSignal;
  /** Called once, however the stream ends. */
  onEnd?: () => void;
};

const frameOf = (topic: string, event: StreamEvent): string =>
  `event: ${topic}\ndata: ${JSON.stringify(event)}\n\n`;

/**
 * An answer that carries the events of some topics as server-sent events, named by topic, with
 * heartbeats; it ends itself after five minutes or when the process stops. Whoever serves it ends it
 * with the session.
 */
export const openEventStream = (options: EventStreamOptions): Response => {
  const stream = new EventStream(options);
  return new Response(stream.body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
};

class EventStream {
  readonly body: ReadableStream<Uint8Array>;
  readonly #options: EventStreamOptions;
  readonly #queue = new EventQueue(queueBounds);
  readonly #encoder = new TextEncoder();
  readonly #timers: ReturnType<typeof setTimeout>[] = [];
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #unsubscribe: () => void = () => undefined;
  #ended = false;

  constructor(options: EventStreamOptions) {
    this.#options = options;
    metrics().eventStreams.inc();
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => this.#start(controller),
      pull: () => this.#drain(),
      cancel: () => this.#end(),
    });
  }

  #start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller;
    const { hub, topics, first = [], signal } = this.#options;
    // A first line at once lets the browser and every proxy know that the stream is open.
    this.#send(': open\n\n');
    for (const [topic, event] of first) {
      this.#send(frameOf(topic, event));
    }
    this.#timers.push(
      setInterval(() => this.#send(': still here\n\n'), heartbeatMilliseconds),
      setTimeout(() => this.#end(), lifetimeMilliseconds),
    );
    signal.addEventListener('abort', () => this.#end(), { once: true });
    if (signal.aborted) {
      this.#end();
      return;
    }
    this.#unsubscribe = hub.subscribe(topics, {
      deliver: (topic, event) => this.#send(frameOf(topic, event)),
      close: () => this.#end(),
    });
  }

  #send(frame: string): void {
    if (!this.#ended) {
      this.#queue.push(frame);
      this.#drain();
    }
  }

  #drain(): void {
    if (this.#ended || (this.#controller?.desiredSize ?? 0) <= 0) {
      return;
    }
    const text = this.#queue.take();
    if (text !== '') {
      this.#controller?.enqueue(this.#encoder.encode(text));
    }
  }

  #end(): void {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    metrics().eventStreams.dec();
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
    this.#unsubscribe();
    this.#options.onEnd?.();
    try {
      this.#controller?.close();
    } catch {
      // Already closed by the client's cancel.
    }
  }
}
