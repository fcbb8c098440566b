import 'server-only';
import type { LoadName } from '@/lib/domain/performance/loads';

/** A performance check; its id is that of its operation, which holds who, when and how it ended. */
export type PerformanceChecksTable = {
  id: string;
  cluster: string;
  load: LoadName;
  seconds: number;
  prefix: string;
  /** 1 once its keys are known to be gone. */
  cleaned: number;
  /** JSON of the result; null while it runs and where it did not come to its end. */
  result: string | null;
};
