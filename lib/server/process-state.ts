import 'server-only';
import { sharedInstance } from './shared-instance';

/** How far the life of this process has come, and what must stop before it ends. */
export type ProcessState = {
  /** True from the first SIGTERM or SIGINT on; readiness fails and new work is refused. */
  shuttingDown: boolean;
  /** Called one after the other, last added first, once no request is left. */
  stops: (() => Promise<void> | void)[];
};

/** The state of this process, the same in the HTTP front and in Next's bundles. */
export const processState = (): ProcessState =>
  sharedInstance('process-state', () => ({ shuttingDown: false, stops: [] }));
