import 'server-only';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigurationError } from './configuration-error';

/** A configuration file as plain data, and where in it a path of keys stands. */
export type ConfigurationFile = {
  data: unknown;
  /** `file:line:column` of the value at a path, or of the nearest parent that is there. */
  locate: (keys: readonly PropertyKey[]) => string;
};

const startOf = (document: Document, keys: readonly PropertyKey[]): number => {
  for (let length = keys.length; length > 0; length -= 1) {
    const node = document.getIn(keys.slice(0, length), true);
    if (isNode(node) && node.range) {
      return node.range[0];
    }
  }
  return 0;
};

/**
 * Parses YAML text. Throws a ConfigurationError naming line and column where it is no YAML.
 * Anchors expand at most 100 times, so a small file cannot become a large one.
 */
export const parseConfigurationFile = (text: string, file: string): ConfigurationFile => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    throw new ConfigurationError(
      document.errors.map((error) => ({
        where: place(error.pos[0]),
        problem: `this is not valid YAML: ${error.message}.`,
        mend: 'Correct the line; values with special characters want quotes.',
      })),
    );
  }
  return {
    data: document.toJS({ maxAliasCount: 100 }) ?? {},
    locate: (keys) => place(startOf(document, keys)),
  };
};

const mendOf = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'unrecognized_keys') {
    return 'Remove it, or check its spelling against docs/configuration.md.';
  }
  return 'See docs/configuration.md for what may stand here.';
};

/** What zod found wrong, each with its place in the file. */
export const explainIssues = (
  issues: readonly z.core.$ZodIssue[],
  locate: ConfigurationFile['locate'],
): ConfigurationError =>
  new ConfigurationError(
    issues.map((issue) => {
      const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys : [];
      const keys = [...issue.path, ...unknownKeys.slice(0, 1)];
      const name = issue.path.map(String).join('.') || 'the file';
      return {
        where: locate(keys),
        problem: `${name}: ${issue.message}.`,
        mend: mendOf(issue),
      };
    }),
  );
