'use client';

import { operationError } from '@/components/activity/operation-error';
import { OperationProgress } from '@/components/activity/operation-progress';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import type { Operation } from '@/lib/domain/api/operations';

type OperationStateProps = {
  operation: Operation;
  /** What it means that it did not come to its end. */
  partly: string;
};

/** How far work over keys is, with a way to stop it; what is missing where it did not end well. */
export const OperationState = ({ operation, partly }: OperationStateProps) => {
  const { state, failure } = operation;
  if (state === 'running') {
    return <OperationProgress operation={operation} />;
  }
  if (state === 'succeeded') {
    return null;
  }
  return (
    <div className="grid gap-2">
      {failure === null ? null : <ErrorNotice error={operationError(failure)} />}
      <Notice tone="warning" role="status">
        {partly}
      </Notice>
    </div>
  );
};
