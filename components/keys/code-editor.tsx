'use client';

import { codeFolding, foldEffect } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { TextSpan } from '@/lib/domain/keys/managed-fields';
import { type CodeLanguage, codeLook } from './code-look';

type CodeEditorProps = {
  text: string;
  language: CodeLanguage;
  /** What the text is, for screen readers. */
  label: string;
  /** A part to show folded. */
  folded: TextSpan | undefined;
  wrap: boolean;
};

/** Read-only text with line numbers and colours. Loaded only when a value is shown. */
export const CodeEditor = ({ text, language, label, folded, wrap }: CodeEditorProps) => {
  const place = useRef<HTMLDivElement>(null);
  const from = folded?.from;
  const to = folded?.to;
  useEffect(() => {
    if (place.current === null) {
      return;
    }
    const wrapping = wrap ? EditorView.lineWrapping : [];
    const extensions = [codeLook({ language, label }), codeFolding(), wrapping];
    const state = EditorState.create({ doc: text, extensions });
    const view = new EditorView({ state, parent: place.current });
    if (from !== undefined && to !== undefined) {
      view.dispatch({ effects: foldEffect.of({ from, to }) });
    }
    return () => view.destroy();
  }, [text, language, label, wrap, from, to]);
  return <div ref={place} className="min-h-0 flex-1 overflow-hidden" />;
};
