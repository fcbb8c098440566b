const basePath = process.env.ETCDSCOPE_BASE_PATH ?? '';

/**
 * The URL of one of our own paths under whatever prefix the application is served: for `fetch`,
 * downloads and event streams. Links to pages go through `AppLink`, which has it built in.
 */
export const apiUrl = (path: `/${string}`): string => `${basePath}${path}`;
