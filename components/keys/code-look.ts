'use client';

import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The languages a value is coloured in. */
export type CodeLanguage = 'yaml' | 'json' | 'plain';

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

/**
 * What every view of code here has: read-only, line numbers, colours of the language, the nonce of
 * the page for its styles. `label` says what the text is, for screen readers.
 */
export const codeLook = ({
  language,
  label,
}: {
  language: CodeLanguage;
  label: string;
}): Extension => [
  EditorView.cspNonce.of(pageNonce()),
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
  lineNumbers(),
  // A value may hold what would turn the text around or hide in it: drawn as a dot, named on hover.
  highlightSpecialChars({ addSpecialChars: /[\u202a-\u202c\u2068]/ }),
  languages[language],
  colours,
  theme,
];
