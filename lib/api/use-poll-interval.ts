'use client';

import { useLive } from './use-event-stream';

const pollMilliseconds = 2_000;

/**
 * How often lists of operations and backups are read anew: not at all while events flow, else
 * every two seconds, because some proxies never let an event stream through.
 */
export const usePollInterval = (): number | false => (useLive() ? false : pollMilliseconds);
