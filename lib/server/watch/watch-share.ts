import 'server-only';
import { sharedInstance } from '../shared-instance';

/** Of the 100 watches of a process one person, in however many tabs, has so many at most. */
const prefixesPerPerson = 40;

/** Which topics a person may follow beside those followed already. */
export type WatchShare = {
  granted: string[];
  refused: string[];
  /** Gives the places back; once. */
  release: () => void;
};

/** How many streams of a person follow a topic. */
type Followed = Map<string, number>;

const followedBy = (): Map<string, Followed> =>
  sharedInstance('watch-shares', () => new Map<string, Followed>());

/** Takes a person's places for topics of keys; one that several tabs follow counts once. */
export const takeWatchShare = (username: string, topics: readonly string[]): WatchShare => {
  const followed = followedBy().get(username) ?? new Map<string, number>();
  followedBy().set(username, followed);
  const granted = topics.filter((topic) => {
    const streams = followed.get(topic) ?? 0;
    const isGranted = streams > 0 || followed.size < prefixesPerPerson;
    if (isGranted) {
      followed.set(topic, streams + 1);
    }
    return isGranted;
  });
  const release = () => {
    for (const topic of granted) {
      const left = (followed.get(topic) ?? 1) - 1;
      if (left === 0) {
        followed.delete(topic);
      } else {
        followed.set(topic, left);
      }
    }
    if (followed.size === 0) {
      followedBy().delete(username);
    }
  };
  return { granted, refused: topics.filter((topic) => !granted.includes(topic)), release };
};
