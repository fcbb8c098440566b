'use client';

import { useEffect, useRef, useState } from 'react';
import { type ExportedFile, fetchExport } from '@/lib/api/exports';
import type { ExportBody } from '@/lib/domain/api/bulk';
import { saveBlob } from '../ui/save-blob';

/** Where an export stands. */
export type ExportState =
  | { step: 'idle' }
  | { step: 'running'; bytes: number }
  | { step: 'failed'; error: unknown }
  | { step: 'done'; file: ExportedFile };

/** Exports keys into a file that the browser saves; leaving the page stops it. */
export const useExport = (cluster: string) => {
  const [state, setState] = useState<ExportState>({ step: 'idle' });
  const running = useRef<AbortController>(undefined);
  const stop = () => running.current?.abort();
  useEffect(() => () => running.current?.abort(), []);
  const start = async (body: ExportBody): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    setState({ step: 'running', bytes: 0 });
    try {
      const onBytes = (bytes: number) => setState({ step: 'running', bytes });
      const file = await fetchExport(cluster, body, onBytes, controller.signal);
      saveBlob(file.blob, file.fileName);
      setState({ step: 'done', file });
    } catch (error) {
      if (!controller.signal.aborted) {
        setState({ step: 'failed', error });
      }
    }
  };
  return { state, start, stop };
};
