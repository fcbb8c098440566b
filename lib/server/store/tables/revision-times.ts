import 'server-only';
import type { Generated } from 'kysely';

/** A moment at which a cluster's newest revision was seen; ids rise in the order of seeing. */
export type RevisionTimesTable = {
  id: Generated<number>;
  cluster: string;
  /** Milliseconds since 1970. */
  time: number;
  /** Decimal text. */
  revision: string;
};
