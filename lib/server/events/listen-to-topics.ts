import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { Action } from '@/lib/domain/permissions';
import { clusterConnection } from '../etcd/cluster-connections';
import { authorize } from '../http/authorize';
import type { RequestContext } from '../http/request-context';
import { parseKeyTopicName } from '../watch/key-topic-name';
import { eventHub } from './hub';
import { openEventStream } from './open-event-stream';
import { takeStreamPlace } from './stream-quota';
import { splitTopic } from './topic';

const actionOfKind: Record<string, Action> = {
  overview: 'cluster:read',
  metrics: 'metrics:read',
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

/**
 * Opens an event stream of some topics for the user. Throws AppError `forbidden`,
 * `unknown_cluster`, or `rate_limited` when the user has too many streams open.
 */
export const listenToTopics = (context: RequestContext, topics: readonly string[]): Response => {
  for (const topic of topics) {
    checkTopic(context, topic);
  }
  const onEnd = takeStreamPlace(context.identity.username);
  return openEventStream({ hub: eventHub(), topics, signal: context.signal, onEnd });
};
