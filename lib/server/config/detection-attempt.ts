import 'server-only';

/** One place where a cluster was looked for, and what was there. */
export type DetectionAttempt = {
  /** What it is, such as `KubeKey environment file`. */
  what: string;
  /** A path or the names of variables. */
  where: string;
  outcome: 'found' | 'absent' | 'unreadable' | 'incomplete';
  /** A sentence for the outcomes that need one. */
  detail: string | undefined;
};
