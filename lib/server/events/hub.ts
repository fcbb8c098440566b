import 'server-only';
import type { StreamEvent } from '@/lib/domain/api/events';
import { sharedInstance } from '../shared-instance';
import { splitTopic } from './topic';

/** Gets every event of the topics it subscribed to, and the word that the hub closes. */
export type Subscriber = {
  deliver: (topic: string, event: StreamEvent) => void;
  close: () => void;
};

/** Starts what feeds `<kind>:<name>` and gives back how to stop it. */
export type EventSourceStart = (name: string, publish: (event: StreamEvent) => void) => () => void;

type Topic = {
  subscribers: Set<Subscriber>;
  last: StreamEvent | undefined;
  stop: (() => void) | undefined;
};

/**
 * The latest event of these is all that a newcomer needs: a whole state, or for keys the revisions
 * from which on nothing is missed.
 */
const replayedKinds: ReadonlySet<string> = new Set(['overview', 'keys']);

/** Hands events from where they happen to every open event stream of this process. */
export class EventHub {
  readonly #topics = new Map<string, Topic>();
  readonly #sources = new Map<string, EventSourceStart>();
  #closed = false;

  /** Hands an event to all who listen to the topic now; nobody listening is fine. */
  publish(topic: string, event: StreamEvent): void {
    const state = this.#topics.get(topic);
    if (state === undefined) {
      return;
    }
    if (replayedKinds.has(splitTopic(topic).kind)) {
      state.last = event;
    }
    for (const subscriber of [...state.subscribers]) {
      subscriber.deliver(topic, event);
    }
  }

  /**
   * Names what feeds the topics of a kind. It is started for `<kind>:<name>` when the first
   * subscriber comes and stopped when the last one leaves, so nobody watching costs nothing.
   */
  addSource(kind: string, start: EventSourceStart): void {
    this.#sources.set(kind, start);
    for (const [topic, state] of this.#topics) {
      if (splitTopic(topic).kind === kind && state.stop === undefined) {
        state.stop = start(splitTopic(topic).name, (event) => this.publish(topic, event));
      }
    }
  }

  /** Begins to deliver the topics to a subscriber; gives back how to stop. */
  subscribe(topics: readonly string[], subscriber: Subscriber): () => void {
    if (this.#closed) {
      subscriber.close();
      return () => undefined;
    }
    for (const topic of topics) {
      this.#join(topic, subscriber);
    }
    return () => {
      for (const topic of topics) {
        this.#leave(topic, subscriber);
      }
    };
  }

  /** Ends every stream for good: the process is shutting down. */
  close(): void {
    this.#closed = true;
    const subscribers = new Set(
      [...this.#topics.values()].flatMap((topic) => [...topic.subscribers]),
    );
    for (const subscriber of subscribers) {
      subscriber.close();
    }
  }

  #join(topic: string, subscriber: Subscriber): void {
    const existing = this.#topics.get(topic);
    if (existing !== undefined) {
      existing.subscribers.add(subscriber);
      if (existing.last !== undefined) {
        subscriber.deliver(topic, existing.last);
      }
      return;
    }
    const state: Topic = { subscribers: new Set([subscriber]), last: undefined, stop: undefined };
    this.#topics.set(topic, state);
    const { kind, name } = splitTopic(topic);
    state.stop = this.#sources.get(kind)?.(name, (event) => this.publish(topic, event));
  }

  #leave(topic: string, subscriber: Subscriber): void {
    const state = this.#topics.get(topic);
    if (state === undefined || !state.subscribers.delete(subscriber)) {
      return;
    }
    if (state.subscribers.size === 0) {
      this.#topics.delete(topic);
      state.stop?.();
    }
  }
}

/** The hub of this process. */
export const eventHub = (): EventHub => sharedInstance('event-hub', () => new EventHub());
