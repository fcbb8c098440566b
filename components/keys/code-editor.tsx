'use client';

import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { codeFolding, foldEffect, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { TextSpan } from '@/lib/domain/keys/managed-fields';

/** The languages a value is coloured in. */
export type CodeLanguage = 'yaml' | 'json' | 'plain';

type CodeEditorProps = {
  text: string;
  language: CodeLanguage;
  /** What the text is, for screen readers. */
  label: string;
  /** A part to show folded. */
  folded: TextSpan | undefined;
  wrap: boolean;
};

const languages: Record<CodeLanguage, Extension> = { yaml: yaml(), json: json(), plain: [] };

const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--code-key)' },
    { tag: [tags.string, tags.content], color: 'var(--code-string)' },
    { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--code-number)' },
    { tag: tags.comment, color: 'var(--muted)' },
  ]),
);

const theme = EditorView.theme({
  '&': { height: '100%', fontSize: '12px', color: 'var(--ink)', backgroundColor: 'var(--code)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    lineHeight: '18px',
  },
  '.cm-gutters': { backgroundColor: 'var(--code)', color: 'var(--muted)', border: 'none' },
  '.cm-foldPlaceholder': {
    backgroundColor: 'transparent',
    border: '1px solid var(--line-strong)',
    color: 'var(--muted)',
    margin: '0 6px',
    padding: '0 6px',
  },
});

/** The nonce of the page's own scripts; browsers hide the attribute and keep the property. */
const pageNonce = (): string => {
  const script = document.querySelector<HTMLScriptElement>('script[nonce]');
  return script?.nonce ?? '';
};

const extensionsOf = ({ language, label, wrap }: CodeEditorProps): Extension => [
  EditorView.cspNonce.of(pageNonce()),
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
  lineNumbers(),
  // A value may hold what would turn the text around or hide in it: drawn as a dot, named on hover.
  highlightSpecialChars({ addSpecialChars: /[\u202a-\u202c\u2068]/ }),
  codeFolding(),
  languages[language],
  colours,
  theme,
  wrap ? EditorView.lineWrapping : [],
];

/** Read-only text with line numbers and colours. Loaded only when a value is shown. */
export const CodeEditor = (props: CodeEditorProps) => {
  const place = useRef<HTMLDivElement>(null);
  const { text, language, label, folded, wrap } = props;
  const from = folded?.from;
  const to = folded?.to;
  useEffect(() => {
    if (place.current === null) {
      return;
    }
    const extensions = extensionsOf({ text, language, label, folded: undefined, wrap });
    const state = EditorState.create({ doc: text, extensions });
    const view = new EditorView({ state, parent: place.current });
    if (from !== undefined && to !== undefined) {
      view.dispatch({ effects: foldEffect.of({ from, to }) });
    }
    return () => view.destroy();
  }, [text, language, label, wrap, from, to]);
  return <div ref={place} className="min-h-0 flex-1 overflow-hidden" />;
};
