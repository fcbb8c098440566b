import type { ErrorCode } from '@/lib/domain/errors';
import { ProblemError } from './request';

/** The code of a failed answer of our API; undefined for other errors, and for none. */
export const problemCode = (error: unknown): ErrorCode | undefined =>
  error instanceof ProblemError ? error.problem.code : undefined;
