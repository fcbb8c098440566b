'use client';

import type { Reason } from '@/lib/domain/api/common';
import { useCodeText } from '../ui/use-code-text';

/** A reason as a sentence; its bare code where this build has no words for it. */
export const useReasonText = (): ((reason: Reason) => string) => {
  const textOf = useCodeText('reasons');
  return ({ code, parameters }) => textOf(code, parameters) ?? code;
};
