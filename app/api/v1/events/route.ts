import { eventsQuerySchema } from '@/lib/domain/api/event-topics';
import { eventSchema } from '@/lib/domain/api/events';
import { listenToTopics } from '@/lib/server/events/listen-to-topics';
import { defineRoute } from '@/lib/server/http/define-route';
import { eventStream } from '@/lib/server/http/response-kinds';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/events',
  summary: 'What changes, as it happens: server-sent events named by their topic.',
  tag: 'events',
  action: 'cluster:read',
  query: eventsQuerySchema,
  response: eventStream(eventSchema),
  handle: ({ query, context }) => listenToTopics(context, query.topics),
});
