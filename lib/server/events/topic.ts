import 'server-only';

/** What a topic is about and, after the colon, of what: `overview:production`, `operations`. */
export const splitTopic = (topic: string): { kind: string; name: string } => {
  const colon = topic.indexOf(':');
  return colon < 0
    ? { kind: topic, name: '' }
    : { kind: topic.slice(0, colon), name: topic.slice(colon + 1) };
};
