import 'server-only';
import { type Logger, pino } from 'pino';
import { sharedInstance } from '../shared-instance';

const secretPaths = ['password', 'secret', 'token', 'cookie', 'authorization', 'csrfToken', 'key'];

/** The process's log: JSON lines on stdout, members that could hold a secret removed. */
export const logger = (): Logger =>
  sharedInstance('logger', () =>
    pino({
      level: process.env.ETCDSCOPE_LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: secretPaths.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        remove: true,
      },
    }),
  );
