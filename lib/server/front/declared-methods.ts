import 'server-only';
import { z } from 'zod';

/** The methods a path of the API has; undefined where the API has no such path. */
export type DeclaredMethods = (path: string) => readonly string[] | undefined;

const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const segment = /\{[^/]+\}/g;

const escaped = (text: string): string => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');

/** `/clusters/{cluster}/keys` → a pattern of the paths it stands for. */
const patternOf = (template: string): RegExp =>
  new RegExp(`^${escaped(template).replace(segment, '[^/]+')}$`);

/** What an OpenAPI document declares: the methods of a path, in capitals. Throws where it is none. */
export const declaredMethods = (document: unknown): DeclaredMethods => {
  const { paths } = documentSchema.parse(document);
  const routes = Object.entries(paths).map(([template, operations]) => ({
    pattern: patternOf(template),
    methods: Object.keys(operations).map((method) => method.toUpperCase()),
  }));
  return (path) => routes.find(({ pattern }) => pattern.test(path))?.methods;
};
