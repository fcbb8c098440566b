import 'server-only';
import { z } from 'zod';
import type { NameRoute } from '../telemetry/measure-request';

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

type DeclaredRoute = {
  template: string;
  pattern: RegExp;
  methods: string[];
  /** Whether an answer is a stream of events, which only ends when somebody leaves. */
  isStream: boolean;
};

/** What an OpenAPI document declares, by pattern. Throws where it is none. */
const routesOf = (document: unknown): DeclaredRoute[] =>
  Object.entries(documentSchema.parse(document).paths).map(([template, operations]) => ({
    template,
    pattern: patternOf(template),
    methods: Object.keys(operations).map((method) => method.toUpperCase()),
    isStream: JSON.stringify(operations).includes('"text/event-stream"'),
  }));

/** What an OpenAPI document declares: the methods of a path, in capitals. Throws where it is none. */
export const declaredMethods = (document: unknown): DeclaredMethods => {
  const routes = routesOf(document);
  return (path) => routes.find(({ pattern }) => pattern.test(path))?.methods;
};

/** The template of a path that an OpenAPI document declares. Throws where it is none. */
export const declaredTemplates = (document: unknown): NameRoute => {
  const routes = routesOf(document);
  return (path) => routes.find(({ pattern }) => pattern.test(path));
};
