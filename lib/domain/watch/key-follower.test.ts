import { describe, expect, it } from 'vitest';
import type { ChildChange, KeysEvent } from '../api/key-events';
import { type KeyChangeEvent, KeyFollower } from './key-follower';

const child: ChildChange = {
  kind: 'key',
  name: 'YQ',
  puts: 1,
  deletes: 0,
  created: 0,
  modRevision: '7',
  version: '2',
  lease: null,
};
const address = { cluster: 'c', prefix: '' };
const keys = (from: string, to: string, children = from === to ? [] : [child]): KeysEvent => ({
  type: 'keys',
  ...address,
  from,
  to,
  children,
});
const lost = (revision: string): KeyChangeEvent => ({
  type: 'keys-resync',
  ...address,
  reason: 'reconnected',
  revision,
});
const status: KeyChangeEvent = {
  type: 'keys-status',
  ...address,
  status: 'interrupted',
  code: 'no_leader',
};

const told = (events: readonly KeyChangeEvent[]): KeyChangeEvent[] => {
  const follower = new KeyFollower('c');
  return events.flatMap((event) => follower.accept(event));
};

describe('KeyFollower', () => {
  it.each<[string, KeyChangeEvent[], KeyChangeEvent[]]>([
    ['goes on', [keys('5', '5'), keys('5', '9')], [keys('5', '5'), keys('5', '9')]],
    ['tells nothing twice', [keys('5', '9'), keys('5', '9'), keys('3', '4')], [keys('5', '9')]],
    ['sees a gap', [keys('5', '9'), keys('11', '12')], [keys('5', '9'), lost('12')]],
    ['sees a gap before a start', [keys('5', '9'), keys('10', '10')], [keys('5', '9'), lost('10')]],
    ['cannot split an overlap', [keys('5', '9'), keys('7', '12')], [keys('5', '9'), lost('12')]],
    ['goes on after a loss', [lost('9'), keys('9', '10')], [lost('9'), keys('9', '10')]],
    [
      'says when an interruption is over',
      [keys('5', '9'), status, keys('9', '9'), keys('9', '9')],
      [keys('5', '9'), status, keys('9', '9')],
    ],
    [
      'sees what an interruption hid',
      [keys('5', '9'), status, keys('8', '8')],
      [keys('5', '9'), status, keys('9', '9')],
    ],
  ])('%s', (_, events, expected) => {
    expect(told(events)).toEqual(expected);
  });

  it('leaves the events of other clusters alone', () => {
    expect(told([{ ...keys('1', '2'), cluster: 'other' }])).toEqual([]);
  });

  it('holds changes back while paused, and then asks to read anew once', () => {
    const follower = new KeyFollower('c');
    follower.accept(keys('5', '5'));
    follower.pause();
    expect(follower.accept(keys('5', '6'))).toEqual([]);
    expect(follower.accept(keys('6', '8'))).toEqual([]);
    expect(follower.accept(status)).toEqual([status]);
    expect(follower.resume()).toEqual([lost('8')]);
    expect(follower.resume()).toEqual([]);
    expect(follower.accept(keys('8', '9'))).toEqual([keys('8', '9')]);
  });

  it('goes on with a store that was replaced by an older one while the stream was broken', () => {
    const follower = new KeyFollower('c');
    follower.accept(keys('5', '9'));
    expect(follower.missed()).toEqual([lost('9')]);
    expect(follower.accept(keys('3', '3'))).toEqual([lost('3')]);
    expect(follower.accept(keys('3', '4'))).toEqual([keys('3', '4')]);
    expect(follower.accept(keys('2', '3'))).toEqual([]);
  });

  it('asks to read anew all it follows, and no more', () => {
    const follower = new KeyFollower('c');
    follower.accept(keys('5', '6'));
    follower.accept({ ...keys('5', '6'), prefix: 'YQ' });
    follower.keepOnly(['']);
    expect(follower.missed()).toEqual([lost('6')]);
  });
});
