import 'server-only';
import type { DeliveryFailure } from '@/lib/domain/api/alerts';

/** A message that did not arrive, and why, without secrets. */
export class DeliveryError extends Error {
  readonly failure: DeliveryFailure;

  constructor(failure: DeliveryFailure, cause?: unknown) {
    super(failure.code, { cause });
    this.failure = failure;
  }
}

/** Whether messages are not to be sent again: they arrived, or did at some of the addresses. */
export const hasArrived = (failure: DeliveryFailure | undefined): boolean =>
  failure === undefined || failure.code === 'some-refused';

/** The code Node or a library gave an error, such as ECONNREFUSED; undefined where it has none. */
export const codeOfError = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
