import type { Mark, Panels } from '../../api/metrics';
import type { Known } from '../cluster-evidence';

/** How much was written below a prefix, as far as someone follows it. */
export type PrefixWrites = { prefix: string; perSecond: number; bytesPerSecond: number };

/** What is known of the last minutes. */
export type SlowEvidence = {
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  /** The last minutes as one span. */
  now: Known<Panels>;
  /** The hour before them as one span, to tell what is new. */
  before: Known<Panels>;
  /** What happened in the last minutes. */
  marks: readonly Mark[];
  /** What writes most; unknown where nobody follows the changes. */
  writes: Known<readonly PrefixWrites[]>;
};
