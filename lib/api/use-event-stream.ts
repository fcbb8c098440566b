'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { StreamEvent } from '@/lib/domain/api/events';
import { EventStreamClient } from './event-stream-client';

/** One per tab: browsers allow six connections to a host, and each page has several listeners. */
const client = new EventStreamClient();

/**
 * Listens to topics such as `overview:<cluster>`, `metrics:<cluster>` and `operations` while the
 * component is shown. After a gap every query is read anew, and `onEvent` gets a `resync`.
 */
export const useEventStream = (
  topics: readonly string[],
  onEvent: (event: StreamEvent, topic: string) => void,
): void => {
  const queryClient = useQueryClient();
  const handleEvent = useEffectEvent((event: StreamEvent, topic: string) => {
    if (event.type === 'resync') {
      void queryClient.invalidateQueries();
    }
    onEvent(event, topic);
  });
  const joinedTopics = topics.join(',');
  useEffect(() => {
    if (joinedTopics === '') {
      return;
    }
    return client.subscribe(joinedTopics.split(','), (event, topic) => handleEvent(event, topic));
  }, [joinedTopics]);
};

const getConnected = () => client.connected;
const getConnectedOnServer = () => false;

/** Whether the tab's event stream is connected, so what is shown is live. */
export const useLive = (): boolean =>
  useSyncExternalStore(client.onStateChange, getConnected, getConnectedOnServer);
