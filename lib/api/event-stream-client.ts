import type { StreamEvent } from '@/lib/domain/api/events';
import { reconnectDelay } from '@/lib/domain/reconnect-delay';
import { apiUrl } from './api-url';

/** What a listener gets: the topic and its event. */
export type EventListener = (event: StreamEvent, topic: string) => void;

type Subscription = { topics: readonly string[]; listener: EventListener };

/** Topic changes of one page change are gathered into one new stream. */
const gatherMilliseconds = 50;

/** So long the stream before is still read once a new one is open: what was on its way arrives. */
const overlapMilliseconds = 1_000;

const parseEvent = (data: string): StreamEvent => JSON.parse(data);

/**
 * The one event stream of a tab, shared by all that subscribe: opened when the first topic is
 * wanted, opened anew when the set of topics changes or the connection is lost. A new set of topics
 * loses nothing: the stream before is read until after the new one is open, so that an event may
 * come twice.
 */
export class EventStreamClient {
  readonly #subscriptions = new Set<Subscription>();
  readonly #stateListeners = new Set<() => void>();
  readonly #lastKeys = new Map<string, StreamEvent>();
  #source: EventSource | undefined;
  #previous: EventSource | undefined;
  #openTopics = '';
  #connected = false;
  #failures = 0;
  #hasMissed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether events flow right now. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Calls back when `connected` changes; gives back how to stop. */
  onStateChange = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  /**
   * Events of some topics, and `resync` whenever some were missed; gives back how to stop. The last
   * event of keys is repeated for a newcomer, as the server does, who thus knows what it has missed.
   */
  subscribe(topics: readonly string[], listener: EventListener): () => void {
    const subscription = { topics, listener };
    this.#subscriptions.add(subscription);
    for (const topic of topics) {
      const last = this.#lastKeys.get(topic);
      if (last !== undefined) {
        listener(last, topic);
      }
    }
    this.#schedule(gatherMilliseconds);
    return () => {
      this.#subscriptions.delete(subscription);
      this.#schedule(gatherMilliseconds);
    };
  }

  #wantedTopics(): string {
    const topics = [...this.#subscriptions].flatMap((subscription) => subscription.topics);
    return [...new Set(topics)].sort().join(',');
  }

  #schedule(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), milliseconds);
  }

  #refresh(): void {
    const topics = this.#wantedTopics();
    const isOpen = this.#source !== undefined && this.#source.readyState !== EventSource.CLOSED;
    if (isOpen && topics === this.#openTopics) {
      return;
    }
    this.#retire();
    this.#openTopics = topics;
    this.#lastKeys.clear();
    if (topics === '') {
      this.#closePrevious();
      this.#setConnected(false);
      return;
    }
    this.#open(topics);
  }

  /** Keeps a stream that delivers until the next one does; there are never more than two. */
  #retire(): void {
    if (this.#source?.readyState === EventSource.OPEN) {
      this.#closePrevious();
      this.#previous = this.#source;
    } else {
      this.#source?.close();
    }
    this.#source = undefined;
  }

  #closePrevious(): void {
    this.#previous?.close();
    this.#previous = undefined;
  }

  #open(topics: string): void {
    const source = new EventSource(apiUrl(`/api/v1/events?topics=${encodeURIComponent(topics)}`));
    this.#source = source;
    source.onopen = () => this.#opened();
    source.onerror = () => this.#failed(source);
    for (const topic of topics.split(',')) {
      source.addEventListener(topic, (message) => this.#deliver(topic, parseEvent(message.data)));
    }
    source.addEventListener('resync', () => this.#resync());
  }

  #opened(): void {
    const previous = this.#previous;
    setTimeout(() => previous?.close(), overlapMilliseconds);
    this.#failures = 0;
    this.#setConnected(true);
    if (this.#hasMissed) {
      this.#hasMissed = false;
      this.#resync();
    }
  }

  /** The browser's own reconnecting gives up after some answers, so ours takes its place. */
  #failed(source: EventSource): void {
    source.close();
    if (source !== this.#source) {
      this.#hasMissed ||= source === this.#previous;
      return;
    }
    this.#closePrevious();
    this.#hasMissed = true;
    this.#setConnected(false);
    this.#schedule(reconnectDelay(this.#failures, Math.random()));
    this.#failures += 1;
  }

  #deliver(topic: string, event: StreamEvent): void {
    if (topic.startsWith('keys:')) {
      this.#lastKeys.set(topic, event);
    }
    for (const { topics, listener } of [...this.#subscriptions]) {
      if (topics.includes(topic)) {
        listener(event, topic);
      }
    }
  }

  #resync(): void {
    for (const { topics, listener } of [...this.#subscriptions]) {
      listener({ type: 'resync' }, topics[0] ?? '');
    }
  }

  #setConnected(connected: boolean): void {
    if (connected !== this.#connected) {
      this.#connected = connected;
      for (const listener of [...this.#stateListeners]) {
        listener();
      }
    }
  }
}
