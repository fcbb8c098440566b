import 'server-only';
import { readableBytes } from '@/lib/domain/bytes';
import type { WatchListener, WatchNews } from '../watch-news';

/** News as a test compares them: `put a 5`, `delete a 7`, `watching`, `lost compacted`. */
const wordsOf = (news: WatchNews): string[] => {
  switch (news.type) {
    case 'changes':
      return news.events.map(
        ({ kind, stored }) => `${kind} ${readableBytes(stored.key)} ${stored.modRevision}`,
      );
    case 'lost':
      return [`lost ${news.reason}`];
    case 'watching':
      return ['watching'];
    default:
      return [`${news.type} ${news.code}`];
  }
};

type Waiting = { start: string; times: number; resolve: () => void };

/** A listener that writes down what it is told. */
export const recordNews = () => {
  const words: string[] = [];
  let waiting: Waiting[] = [];
  const isTold = ({ start, times }: Waiting): boolean =>
    words.filter((word) => word.startsWith(start)).length >= times;
  const wake = (): void => {
    const told = waiting.filter(isTold);
    waiting = waiting.filter((one) => !told.includes(one));
    for (const { resolve } of told) {
      resolve();
    }
  };
  const listener: WatchListener = (news) => {
    words.push(...wordsOf(news));
    wake();
  };
  return {
    listener,
    words,
    /** Waits until something was told that begins with this, so many times. */
    until: (start: string, times = 1): Promise<void> =>
      new Promise((resolve) => {
        waiting.push({ start, times, resolve });
        wake();
      }),
  };
};
