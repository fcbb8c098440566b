import { z } from 'zod';

const topicPattern = /^((overview|metrics):[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?|operations)$/;
const mostTopics = 50;

/** Query of the event stream: comma-separated topics. */
export const eventsQuerySchema = z.strictObject({
  topics: z
    .string()
    .transform((text) => [...new Set(text.split(','))])
    .pipe(
      z
        .array(
          z
            .string()
            .regex(topicPattern, 'must be operations, overview:<cluster> or metrics:<cluster>'),
        )
        .max(mostTopics, `must be at most ${mostTopics} topics`),
    )
    .meta({
      description: 'Comma-separated: operations, overview:<cluster>, metrics:<cluster>.',
    }),
});
