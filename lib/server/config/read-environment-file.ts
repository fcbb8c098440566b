import 'server-only';
import type { Variables } from './read-etcdctl-variables';

const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$/;

const unquote = (value: string): string => /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;

/** The variables of a systemd EnvironmentFile: `NAME=value` lines, `#` and `;` comments. */
export const readEnvironmentFile = (text: string): Variables =>
  Object.fromEntries(
    text.split(/\r?\n/).flatMap((line) => {
      const [, name, value] = assignment.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, unquote(value.trim())]];
    }),
  );
