import 'server-only';

/** The content codings the front makes itself. */
export type ContentEncoding = 'br' | 'gzip';

const preferred: readonly ContentEncoding[] = ['br', 'gzip'];

const qualityOf = (parameters: readonly string[]): number => {
  const quality = parameters.map((part) => part.trim()).find((part) => part.startsWith('q='));
  return quality === undefined ? 1 : Number(quality.slice(2));
};

/** The best coding that an `Accept-Encoding` value allows (RFC 9110 12.5.3), or undefined: none. */
export const chooseEncoding = (acceptEncoding: string): ContentEncoding | undefined => {
  const qualities = new Map<string, number>();
  for (const item of acceptEncoding.toLowerCase().split(',')) {
    const [name = '', ...parameters] = item.split(';');
    qualities.set(name.trim(), qualityOf(parameters));
  }
  const wildcard = qualities.get('*') ?? 0;
  return preferred.find((encoding) => (qualities.get(encoding) ?? wildcard) > 0);
};
