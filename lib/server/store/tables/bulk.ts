import 'server-only';

/** How a bulk change ended, by the id of its operation; no row where it never did. */
export type BulkOutcomesTable = {
  operation: string;
  cluster: string;
  /** JSON of the counts and the first keys that were left; never a value. */
  outcome: string;
};
