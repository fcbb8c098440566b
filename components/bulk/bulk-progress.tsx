'use client';

import { useEffect, useEffectEvent } from 'react';
import { OperationProgress } from '@/components/activity/operation-progress';
import { useFollowedOperation } from '@/lib/api/bulk';
import type { Operation } from '@/lib/domain/api/operations';
import { BulkOutcomeView } from './bulk-outcome-view';

type BulkProgressProps = { started: Operation; onEnded?: () => void };

/** A bulk change from its start to its outcome, with the button that stops it. */
export const BulkProgress = ({ started, onEnded }: BulkProgressProps) => {
  const operation = useFollowedOperation(started);
  const hasEnded = operation.state !== 'running';
  const tell = useEffectEvent(() => onEnded?.());
  useEffect(() => {
    if (hasEnded) {
      tell();
    }
  }, [hasEnded]);
  return (
    <div className="grid gap-3">
      <OperationProgress operation={operation} />
      {hasEnded ? <BulkOutcomeView operation={operation} /> : null}
    </div>
  );
};
