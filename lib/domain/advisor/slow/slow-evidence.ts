import type { Mark, Panels } from '../../api/metrics';
import type { Operation } from '../../api/operations';
import type { Overview } from '../../api/overview';
import type { Known } from '../cluster-evidence';

/** How much was written below a prefix, as far as someone follows it. */
export type PrefixWrites = { prefix: string; perSecond: number; bytesPerSecond: number };

/** About a minute within the time looked at, in milliseconds since 1970, with what peaked in it. */
export type PeakWindow = { from: number; to: number; panels: Panels };

/** What this console itself did to the cluster within the time looked at. */
export type OwnWork = {
  kind: Operation['kind'];
  /** Below which prefix, or on what; empty for the whole store. */
  target: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Undefined while it runs. */
  endedAt: number | undefined;
};

/** What is known of the last minutes. */
export type SlowEvidence = {
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  /** Who answers, and whether somebody leads. */
  overview: Known<Overview>;
  /** The last minutes as one span. */
  now: Known<Panels>;
  /** The minutes of them in which a number was greatest: what has ended is averaged away in `now`. */
  peaks: readonly PeakWindow[];
  /** The hour before them as one span, to tell what is new. */
  before: Known<Panels>;
  /** What happened in the last minutes. */
  marks: readonly Mark[];
  ownWork: readonly OwnWork[];
  /** What writes most; unknown where nobody follows the changes. */
  writes: Known<readonly PrefixWrites[]>;
};
