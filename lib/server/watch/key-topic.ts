import 'server-only';
import type { KeysEvent, KeysResyncEvent, KeysStatusEvent } from '@/lib/domain/api/key-events';
import { ChildChanges, type WatchedFolder } from '@/lib/domain/watch/child-changes';
import type { WatchNews } from './watch-news';

const gatherMilliseconds = 500;

type TopicEvent = KeysEvent | KeysResyncEvent | KeysStatusEvent;

type KeyTopicOptions = {
  cluster: string;
  /** The prefix as base64url. */
  prefix: string;
  folder: WatchedFolder;
  publish: (event: TopicEvent) => void;
};

/**
 * Turns the news of a prefix into the events of its topic: at most two a second, each of which goes
 * on where the one before ended, so that whoever reads them sees when one is missing.
 */
export class KeyTopic {
  readonly #options: KeyTopicOptions;
  readonly #changes: ChildChanges;
  #from = '0';
  #to = '0';
  #timer: NodeJS.Timeout | undefined;

  constructor(options: KeyTopicOptions) {
    this.#options = options;
    this.#changes = new ChildChanges(options.folder);
  }

  /** Takes the next news of the prefix. */
  take(news: WatchNews): void {
    if (news.type === 'changes') {
      this.#gather(news);
      return;
    }
    this.flush();
    if (news.type === 'watching' || news.type === 'lost') {
      this.#from = news.revision;
      this.#to = news.revision;
    }
    this.#publish(this.#announcement(news));
  }

  /** Publishes what was gathered so far. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#changes.isEmpty) {
      return;
    }
    const children = this.#changes.take();
    const from = this.#from;
    const to = this.#to;
    this.#from = to;
    this.#publish(
      children === undefined
        ? { type: 'keys-resync', ...this.#address, reason: 'overflow', revision: to }
        : { type: 'keys', ...this.#address, from, to, children },
    );
  }

  /** Publishes nothing any more. */
  close(): void {
    clearTimeout(this.#timer);
  }

  get #address(): { cluster: string; prefix: string } {
    const { cluster, prefix } = this.#options;
    return { cluster, prefix };
  }

  #gather({ events, revision }: Extract<WatchNews, { type: 'changes' }>): void {
    for (const event of events) {
      this.#changes.add(event);
    }
    this.#to = revision;
    if (!this.#changes.isEmpty) {
      this.#timer ??= setTimeout(() => this.flush(), gatherMilliseconds);
    }
  }

  #announcement(news: Exclude<WatchNews, { type: 'changes' }>): TopicEvent {
    if (news.type === 'watching') {
      const { revision } = news;
      return { type: 'keys', ...this.#address, from: revision, to: revision, children: [] };
    }
    if (news.type === 'lost') {
      const { reason, revision } = news;
      return { type: 'keys-resync', ...this.#address, reason, revision };
    }
    return { type: 'keys-status', ...this.#address, status: news.type, code: news.code };
  }

  #publish(event: TopicEvent): void {
    this.#options.publish(event);
  }
}
