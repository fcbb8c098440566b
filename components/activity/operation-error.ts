import { ProblemError } from '@/lib/api/request';
import type { Operation } from '@/lib/domain/api/operations';
import type { ErrorCode } from '@/lib/domain/errors';

/** The server only records codes of its closed list; older lists read as texts of their own. */
const asErrorCode = (code: string): ErrorCode => code as ErrorCode;

/** The failure of an operation as the error a request would have thrown, to be shown alike. */
export const operationError = ({
  code,
  detail,
  parameters,
}: NonNullable<Operation['failure']>): ProblemError =>
  new ProblemError({
    type: 'about:blank',
    title: code,
    status: 0,
    detail,
    code: asErrorCode(code),
    parameters,
    requestId: '',
  });
