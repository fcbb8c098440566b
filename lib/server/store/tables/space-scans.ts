import 'server-only';
import type { Completeness } from '@/lib/domain/api/space';

/** What a space scan found; its id is that of the operation, so ids sort by time. */
export type SpaceScansTable = {
  id: string;
  cluster: string;
  /** Base64url. */
  prefix: string;
  completeness: Completeness;
  /** JSON of the SpaceSummary. */
  summary: string;
  /** JSON of the SpaceReport, bounded. */
  report: string;
};
