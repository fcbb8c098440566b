/**
 * The base path baked into a production build. The HTTP front puts the public prefix of each
 * request in its place, so one build answers under any prefix. It must never occur in user data.
 */
export const basePathPlaceholder = '/__etcdscope_base__';
