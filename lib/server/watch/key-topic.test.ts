import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { utf8Bytes } from '@/lib/domain/bytes';
import type { WatchEvent } from '../etcd/cluster-connection';
import { KeyTopic } from './key-topic';
import type { WatchNews } from './watch-news';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const put = (key: string, revision: string): WatchEvent => ({
  kind: 'put',
  stored: {
    key: utf8Bytes(key),
    value: utf8Bytes('v'),
    createRevision: '1',
    modRevision: revision,
    version: '2',
    lease: '0',
  },
  previous: undefined,
});

const changes = (...revisions: string[]): WatchNews => ({
  type: 'changes',
  events: revisions.map((revision) => put('a', revision)),
  revision: revisions.at(-1) ?? '0',
});

/** The events of a topic in short: `keys 5-7 x2` for two changes in revisions (5, 7]. */
const openTopic = () => {
  const words: string[] = [];
  const topic = new KeyTopic({
    ...{ cluster: 'c', prefix: '', folder: { prefix: utf8Bytes(''), delimiter: utf8Bytes('/') } },
    publish: (event) => {
      if (event.type === 'keys') {
        const count = event.children.reduce((sum, { puts }) => sum + puts, 0);
        words.push(`keys ${event.from}-${event.to} x${count}`);
      } else {
        words.push(
          event.type === 'keys-status' ? event.status : `${event.reason} ${event.revision}`,
        );
      }
    },
  });
  return { topic, words };
};

describe('KeyTopic', () => {
  it('gathers for half a second, and goes on where it ended', () => {
    const { topic, words } = openTopic();
    topic.take({ type: 'watching', revision: '5' });
    topic.take(changes('6'));
    topic.take(changes('7', '8'));
    vi.advanceTimersByTime(499);
    expect(words).toEqual(['keys 5-5 x0']);
    vi.advanceTimersByTime(1);
    topic.take({ type: 'changes', events: [], revision: '20' });
    vi.advanceTimersByTime(60_000);
    expect(words).toEqual(['keys 5-5 x0', 'keys 5-8 x3']);
    topic.take(changes('21'));
    vi.advanceTimersByTime(500);
    expect(words.at(-1)).toBe('keys 8-21 x1');
  });

  it('tells what it has before it tells of an interruption, and goes on after it', () => {
    const { topic, words } = openTopic();
    topic.take({ type: 'watching', revision: '5' });
    topic.take(changes('6'));
    topic.take({ type: 'interrupted', code: 'no_leader' });
    topic.take({ type: 'watching', revision: '6' });
    topic.take(changes('9'));
    topic.flush();
    expect(words).toEqual([
      ...['keys 5-5 x0', 'keys 5-6 x1', 'interrupted', 'keys 6-6 x0', 'keys 6-9 x1'],
    ]);
  });

  it('begins anew where changes were lost', () => {
    const { topic, words } = openTopic();
    topic.take({ type: 'watching', revision: '5' });
    topic.take({ type: 'lost', reason: 'compacted', revision: '40' });
    topic.take(changes('41'));
    topic.flush();
    expect(words).toEqual(['keys 5-5 x0', 'compacted 40', 'keys 40-41 x1']);
  });

  it('publishes nothing once it is closed', () => {
    const { topic, words } = openTopic();
    topic.take(changes('6'));
    topic.close();
    vi.advanceTimersByTime(60_000);
    expect(words).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
