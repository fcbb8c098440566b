import type { APIRequestContext, APIResponse } from '@playwright/test';
import { z } from 'zod';
import { expect } from './journey';

/** Values for the parameters of routes: of paths by name, and queries that name a key or a folder. */
export type RouteValues = {
  path: Record<string, readonly string[]>;
  /** Base64url. */
  keys: readonly string[];
  folders: readonly string[];
  revision: string;
};

const parameterSchema = z.object({ name: z.string(), in: z.string() });
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ parameters: z.array(parameterSchema).optional() })),
  ),
});

/** A GET that waits its turn where the rate limit says so. */
export const patientGet = async (reader: APIRequestContext, url: string): Promise<APIResponse> => {
  let answer = await reader.get(url);
  await expect
    .poll(
      async () => {
        answer = answer.status() === 429 ? await reader.get(url) : answer;
        return answer.status();
      },
      { timeout: 60_000, intervals: [50] },
    )
    .not.toBe(429);
  return answer;
};

const withPathValues = (path: string, values: RouteValues['path']): string[] => {
  const name = /\{(\w+)\}/.exec(path)?.[1];
  if (name === undefined) {
    return [path];
  }
  const given = values[name] ?? [];
  expect(given, `values for {${name}}`).not.toEqual([]);
  return given.flatMap((value) => withPathValues(path.replace(`{${name}}`, value), values));
};

const queriesOf = (names: readonly string[], values: RouteValues): string[] => {
  const { keys, folders, revision } = values;
  const starts = names.includes('key')
    ? keys.map((key) => `key=${key}`)
    : names.includes('prefix')
      ? ['', ...folders.map((prefix) => `prefix=${prefix}`)]
      : [''];
  const more = [
    '',
    ...(names.includes('format') ? ['format=yaml', 'format=scrape-config'] : []),
    ...(names.includes('revision') ? [`revision=${revision}`] : []),
  ];
  return starts.flatMap((start) => more.map((end) => `?${start}&${end}`));
};

/**
 * The addresses of every GET route of the server's own OpenAPI document, with every value that fits
 * a parameter; but for the event stream, which never ends. Fails where a path has no values.
 */
export const everyGet = async (
  reader: APIRequestContext,
  url: string,
  values: RouteValues,
): Promise<string[]> => {
  const answer = await patientGet(reader, `${url}/api/v1/openapi.json`);
  const { paths } = documentSchema.parse(await answer.json());
  return Object.entries(paths).flatMap(([path, methods]) => {
    const parameters = methods.get?.parameters ?? [];
    const names = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
    if (methods.get === undefined || names.includes('topics')) {
      return [];
    }
    const queries = queriesOf(names, values);
    return withPathValues(path, values.path).flatMap((filled) =>
      queries.map((query) => `${url}${filled}${query}`),
    );
  });
};
