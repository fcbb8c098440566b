'use client';

import { lazy, Suspense } from 'react';
import type { TextSpan } from '@/lib/domain/keys/managed-fields';
import { Skeleton } from '../ui/skeleton';
import type { CodeLanguage } from './code-look';

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor')).CodeEditor }));

type CodeViewProps = {
  text: string;
  language: CodeLanguage;
  label: string;
  folded?: TextSpan;
  wrap?: boolean;
};

/** A text as code; the editor behind it is fetched when first needed. */
export const CodeView = ({ text, language, label, folded, wrap = false }: CodeViewProps) => (
  <Suspense fallback={<Skeleton className="m-4 h-40" />}>
    <CodeEditor text={text} language={language} label={label} folded={folded} wrap={wrap} />
  </Suspense>
);
