'use client';

import { useEffect, useState } from 'react';
import type { Operation } from '@/lib/domain/api/operations';
import {
  addSample,
  type TransferRate,
  type TransferSample,
  transferRate,
} from '@/lib/domain/operations/transfer-rate';

/** Speed and time left of an operation, from the progress this page has seen of it. */
export const useTransferRate = ({ done, total }: Operation): TransferRate => {
  const [samples, setSamples] = useState<readonly TransferSample[]>([]);
  useEffect(() => {
    const sample = { time: performance.now(), done: Number(done) };
    setSamples((earlier) => addSample(earlier, sample));
  }, [done]);
  return transferRate(samples, total === null ? undefined : Number(total));
};
