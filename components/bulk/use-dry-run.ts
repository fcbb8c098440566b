'use client';

import { useEffect, useRef, useState } from 'react';
import { dropImport, planImport, uploadImport } from '@/lib/api/imports';
import type { ImportPlan } from '@/lib/domain/api/bulk';
import { toBase64Url } from '@/lib/domain/bytes';
import { parseReadable } from '@/lib/domain/keys/parse-readable';

/** Where a dry run stands. */
export type DryRunState =
  | { step: 'idle' }
  | { step: 'sending'; share: number }
  | { step: 'planning' }
  | { step: 'failed'; error: unknown };

/** The bytes a person means by a prefix, as they travel. */
const prefixBytes = (text: string): string => toBase64Url(parseReadable(text));

/** Sends a file and has the server find out what importing it would do. */
export const useDryRun = (
  cluster: string,
  onPlanned: (upload: string, plan: ImportPlan) => void,
) => {
  const [state, setState] = useState<DryRunState>({ step: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (file: File, from: string, to: string): Promise<void> => {
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    setState({ step: 'sending', share: 0 });
    let upload: string | undefined;
    try {
      const onShare = (share: number) => setState({ step: 'sending', share });
      upload = (await uploadImport(cluster, file, onShare, signal)).upload;
      setState({ step: 'planning' });
      const move = { from: prefixBytes(from), to: prefixBytes(to) };
      onPlanned(upload, await planImport(cluster, upload, move, signal));
    } catch (error) {
      setState(signal.aborted ? { step: 'idle' } : { step: 'failed', error });
      if (upload !== undefined) {
        void dropImport(cluster, upload);
      }
    }
  };
  return { state, start, stop: () => running.current?.abort() };
};
