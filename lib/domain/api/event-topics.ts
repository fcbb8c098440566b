import { z } from 'zod';

const topicPattern =
  /^((overview|metrics|alerts):[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?|keys:[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?:[\w-]{0,1400}|operations)$/;
const mostTopics = 100;

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
            .regex(
              topicPattern,
              'must be operations, <overview, metrics or alerts>:<cluster> or keys:<cluster>:<prefix>',
            ),
        )
        .max(mostTopics, `must be at most ${mostTopics} topics`),
    )
    .meta({
      description:
        'Comma-separated: operations, overview:<cluster>, metrics:<cluster>, alerts:<cluster>, ' +
        'keys:<cluster>:<prefix as unpadded base64url, at most 1,400 characters>.',
    }),
});
