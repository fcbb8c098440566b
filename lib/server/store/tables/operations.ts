import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';

/** One operation; ids sort by the time it started. Sizes are decimal text. */
export type OperationsTable = {
  id: string;
  kind: Operation['kind'];
  cluster: string;
  target: string;
  state: Operation['state'];
  started_by: string;
  started_at: string;
  ended_at: string | null;
  done: string;
  total: string | null;
  failure_code: string | null;
  failure_detail: string | null;
  /** JSON of the values the translated sentence names. */
  failure_parameters: string | null;
};
