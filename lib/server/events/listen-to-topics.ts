import 'server-only';
import type { StreamEvent } from '@/lib/domain/api/events';
import { AppError } from '@/lib/domain/errors';
import type { Action } from '@/lib/domain/permissions';
import { clusterConnection } from '../etcd/cluster-connections';
import { authorize } from '../http/authorize';
import type { RequestContext } from '../http/request-context';
import { parseKeyTopicName } from '../watch/key-topic-name';
import { takeWatchShare } from '../watch/watch-share';
import { eventHub } from './hub';
import { openEventStream } from './open-event-stream';
import { takeStreamPlace } from './stream-quota';
import { splitTopic } from './topic';

const actionOfKind: Record<string, Action> = {
  overview: 'cluster:read',
  metrics: 'metrics:read',
  alerts: 'alert:read',
  operations: 'operation:read',
  keys: 'key:list',
};

/** The cluster a topic is about; empty where it is about none. */
const clusterOfTopic = (kind: string, name: string): string => {
  if (kind !== 'keys') {
    return name;
  }
  const parsed = parseKeyTopicName(name);
  if (parsed === undefined) {
    throw new AppError('invalid_input', {
      detail: 'The prefix of a topic of keys must be unpadded base64url.',
    });
  }
  return parsed.cluster;
};

/** Throws where the topic is of an unknown cluster or malformed, or the user may not read it. */
const checkTopic = (context: RequestContext, topic: string): void => {
  const { kind, name } = splitTopic(topic);
  authorize(context, actionOfKind[kind] ?? 'cluster:read');
  const cluster = clusterOfTopic(kind, name);
  if (cluster !== '') {
    clusterConnection(cluster);
  }
};

/** What a topic says that a person has no place left for. */
const refusal = (topic: string): [string, StreamEvent][] => {
  const parsed = parseKeyTopicName(splitTopic(topic).name);
  if (parsed === undefined) {
    return [];
  }
  const { cluster, prefix } = parsed;
  const status = { status: 'refused', code: 'too_many_watches' } as const;
  return [[topic, { type: 'keys-status', cluster, prefix, ...status }]];
};

/**
 * Opens an event stream of some topics for the user. Throws AppError `forbidden`,
 * `unknown_cluster`, or `rate_limited` when the user has too many streams open. Prefixes beyond the
 * user's share are refused by an event.
 */
export const listenToTopics = (context: RequestContext, topics: readonly string[]): Response => {
  for (const topic of topics) {
    checkTopic(context, topic);
  }
  const { username } = context.identity;
  const leave = takeStreamPlace(username);
  const isOfKeys = (topic: string) => splitTopic(topic).kind === 'keys';
  const share = takeWatchShare(username, topics.filter(isOfKeys));
  return openEventStream({
    hub: eventHub(),
    topics: [...topics.filter((topic) => !isOfKeys(topic)), ...share.granted],
    first: share.refused.flatMap(refusal),
    signal: context.signal,
    onEnd: () => {
      leave();
      share.release();
    },
  });
};
