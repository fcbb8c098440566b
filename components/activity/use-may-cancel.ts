'use client';

import { useMay, useSession } from '@/components/shell/session-context';
import type { Operation } from '@/lib/domain/api/operations';

/** Whether the person may cancel an operation: one's own asks for less than that of others. */
export const useMayCancel = ({ startedBy }: Pick<Operation, 'startedBy'>): boolean => {
  const isOwn = useSession().username === startedBy;
  return useMay(isOwn ? 'operation:cancel' : 'operation:cancel-any');
};
