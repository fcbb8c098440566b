import 'server-only';

/**
 * The one instance of something in this process. Next evaluates a module once per bundle, so a
 * module-level variable would give each bundle its own pool, store or hub (next.js#69544).
 */
export const sharedInstance = <Instance>(name: string, create: () => Instance): Instance => {
  const registry = globalThis as typeof globalThis & Record<symbol, Instance | undefined>;
  const symbol = Symbol.for(`etcdscope.${name}`);
  const existing = registry[symbol];
  if (existing !== undefined) {
    return existing;
  }
  const instance = create();
  registry[symbol] = instance;
  return instance;
};
