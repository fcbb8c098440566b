import 'server-only';
import type { Action } from '@/lib/domain/permissions';
import { clusterConnection } from '../etcd/cluster-connections';
import { authorize } from '../http/authorize';
import type { RequestContext } from '../http/request-context';
import { eventHub } from './hub';
import { openEventStream } from './open-event-stream';
import { takeStreamPlace } from './stream-quota';
import { splitTopic } from './topic';

const actionOfKind: Record<string, Action> = {
  overview: 'cluster:read',
  metrics: 'metrics:read',
  operations: 'operation:read',
};

/** Throws where the topic is of an unknown cluster, or the user may not read what it carries. */
const checkTopic = (context: RequestContext, topic: string): void => {
  const { kind, name } = splitTopic(topic);
  authorize(context, actionOfKind[kind] ?? 'cluster:read');
  if (name !== '') {
    clusterConnection(name);
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
