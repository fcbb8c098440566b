'use client';

import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { type CodeLanguage, codeLook } from '../keys/code-look';
import type { DiffLayout } from './value-diff';

type DiffEditorProps = {
  before: string;
  after: string;
  label: string;
  language: CodeLanguage;
  layout: DiffLayout;
};

const collapseUnchanged = { margin: 3, minSize: 6 };
// Beyond this the difference is told by whole lines: exact ones take quadratic time.
const diffConfig = { scanLimit: 2_000, timeout: 500 };

const colours = EditorView.theme({
  '.cm-changedLine, &.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--selection)' },
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--red-wash)' },
  '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': {
    background: 'none',
    textDecoration: 'underline 2px var(--red)',
  },
  '.cm-changedText, &.cm-merge-b .cm-changedText': {
    background: 'none',
    textDecoration: 'underline 2px var(--green)',
  },
  '.cm-collapsedLines': {
    background: 'var(--row-hover)',
    color: 'var(--muted)',
    padding: '2px 12px',
  },
});

const createBeside = (parent: HTMLElement, props: DiffEditorProps, look: Extension) =>
  new MergeView({
    parent,
    a: { doc: props.before, extensions: look },
    b: { doc: props.after, extensions: look },
    collapseUnchanged,
    diffConfig,
  });

const createUnified = (parent: HTMLElement, props: DiffEditorProps, look: Extension) => {
  const original = { original: props.before, mergeControls: false, collapseUnchanged, diffConfig };
  const extensions = [look, unifiedMergeView(original)];
  return new EditorView({ parent, state: EditorState.create({ doc: props.after, extensions }) });
};

/** Two texts with what differs marked. Loaded only when a difference is shown. */
export const DiffEditor = ({ before, after, label, language, layout }: DiffEditorProps) => {
  const t = useTranslations('edit');
  const place = useRef<HTMLDivElement>(null);
  const collapsed = t('diff.unchanged');
  useEffect(() => {
    if (place.current === null) {
      return;
    }
    const look = [
      codeLook({ language, label }),
      EditorView.lineWrapping,
      // A carriage return is a character of the value, not the end of a line.
      EditorState.lineSeparator.of('\n'),
      EditorState.phrases.of({ '$ unchanged lines': collapsed }),
      colours,
    ];
    const create = layout === 'beside' ? createBeside : createUnified;
    const view = create(place.current, { before, after, label, language, layout }, look);
    return () => view.destroy();
  }, [before, after, label, language, layout, collapsed]);
  return (
    <div
      ref={place}
      className="min-h-0 min-w-0 flex-1 overflow-auto rounded-md border border-line bg-code"
    />
  );
};
