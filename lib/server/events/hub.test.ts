import { expect, test } from 'vitest';
import type { StreamEvent } from '@/lib/domain/api/events';
import { EventHub } from './hub';

const metrics = (time: string): StreamEvent => ({ type: 'metrics', cluster: 'a', time });

const listener = () => {
  const got: string[] = [];
  return {
    got,
    deliver: (topic: string, event: StreamEvent) => {
      got.push(`${topic} ${event.type === 'metrics' ? event.time : event.type}`);
    },
    close: () => {
      got.push('closed');
    },
  };
};

test('events reach those who listen to their topic, while they listen', () => {
  const hub = new EventHub();
  const one = listener();
  const both = listener();
  const stop = hub.subscribe(['metrics:a'], one);
  hub.subscribe(['metrics:a', 'metrics:b'], both);
  hub.publish('metrics:a', metrics('1'));
  hub.publish('metrics:b', metrics('2'));
  stop();
  hub.publish('metrics:a', metrics('3'));
  hub.publish('metrics:nobody', metrics('4'));
  expect(one.got).toEqual(['metrics:a 1']);
  expect(both.got).toEqual(['metrics:a 1', 'metrics:b 2', 'metrics:a 3']);
});

test('a source runs from the first subscriber to the last', () => {
  const hub = new EventHub();
  const runs: string[] = [];
  hub.addSource('overview', (name, publish) => {
    runs.push(`start ${name}`);
    publish(metrics('first'));
    return () => runs.push(`stop ${name}`);
  });
  const one = listener();
  const stopOne = hub.subscribe(['overview:a', 'overview:b'], one);
  const stopTwo = hub.subscribe(['overview:a'], listener());
  expect(one.got).toEqual(['overview:a first', 'overview:b first']);
  stopOne();
  expect(runs).toEqual(['start a', 'start b', 'stop b']);
  stopTwo();
  stopTwo();
  expect(runs).toEqual(['start a', 'start b', 'stop b', 'stop a']);
});

test('a source that comes after its subscribers serves them', () => {
  const hub = new EventHub();
  const one = listener();
  hub.subscribe(['overview:a'], one);
  hub.addSource('overview', (_name, publish) => {
    publish(metrics('late'));
    return () => undefined;
  });
  expect(one.got).toEqual(['overview:a late']);
});

test('a newcomer gets the last overview, but no old signal of other kinds', () => {
  const hub = new EventHub();
  hub.subscribe(['overview:a', 'metrics:a'], listener());
  hub.publish('overview:a', metrics('old'));
  hub.publish('overview:a', metrics('state'));
  hub.publish('metrics:a', metrics('signal'));
  const newcomer = listener();
  hub.subscribe(['overview:a', 'metrics:a'], newcomer);
  expect(newcomer.got).toEqual(['overview:a state']);
});

test('closing ends every stream once, and those that come later', () => {
  const hub = new EventHub();
  const one = listener();
  const late = listener();
  hub.subscribe(['metrics:a', 'operations'], one);
  hub.close();
  hub.subscribe(['operations'], late);
  expect(one.got).toEqual(['closed']);
  expect(late.got).toEqual(['closed']);
});
